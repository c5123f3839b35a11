// The four-node explorer: nudge u, say which way c goes, then see the ratios, the products and the sum.

const NODES = [
  { x: 75, y: 130, width: 84, tone: "truth" },
  { x: 300, y: 55, width: 112, tone: "path-1" },
  { x: 300, y: 205, width: 128, tone: "path-2" },
  { x: 540, y: 130, width: 112, tone: "cost" },
];
const WIRES = [[0, 1, "path-1"], [0, 2, "path-2"], [1, 3, "path-1"], [2, 3, "path-2"]];
const RATIOS = ["Δv₁ ÷ Δu", "Δv₂ ÷ Δu", "Δc ÷ Δv₁, v₂ held", "Δc ÷ Δv₂, v₁ held"];
const SAID = ["rises", "stands still", "falls"];

const tone = (name) => ({ style: `--tone: var(--cr-${name})` });

function drawGraph(names) {
  const chips = WIRES.map(() => svg("g", { class: "cr-chip" }));
  const values = NODES.map(({ x, y }) => svg("text", { x, y: y + 16 }));
  const moves = NODES.map(({ x, y }) => svg("text", { class: "cr-move", x, y: y + 45 }));
  const wires = WIRES.map(([from, to, name], i) => {
    const [start, end] = [NODES[from], NODES[to]];
    const [x1, x2] = [start.x + start.width / 2, end.x - end.width / 2];
    chips[i].setAttribute("transform", `translate(${(x1 + x2) / 2},${(start.y + end.y) / 2})`);
    return svg("g", tone(name), svg("line", { class: "cr-edge", x1, y1: start.y, x2, y2: end.y }), chips[i]);
  });
  const boxes = NODES.map(({ x, y, width, tone: name }, i) => svg("g", { ...tone(name), "data-testid": `node-${i}` },
    svg("rect", { class: "cr-box", x: x - width / 2, y: y - 27, width, height: 54, rx: 10 }),
    svg("text", { x, y: y - 5 }, names[i]), values[i], moves[i]));
  const picture = svg("svg", { class: "cr-graph", viewBox: "0 0 640 260", role: "img" }, ...wires, ...boxes);
  function update({ values: now, moves: gone, ratios }) {
    values.forEach((text, i) => { text.textContent = numeral(now[i]); });
    moves.forEach((text, i) => { text.textContent = gone[i] === null ? "moves by ?" : `moves by ${signed(gone[i])}`; });
    chips.forEach((chip, i) => fillChip(chip, `× ${numeral(ratios[i])}`));
    picture.setAttribute("aria-label", names.map((name, i) => `${name}: ${numeral(now[i])}`).join(", "));
  }
  return { picture, update };
}

// A wire's ratio on a patch of paper; 7.3 is about how wide a character comes out.
function fillChip(chip, text) {
  const width = 14 + 7.3 * text.length;
  chip.replaceChildren(svg("rect", { x: -width / 2, y: -11, width, height: 22, rx: 6 }), svg("text", { y: 4.5 }, text));
}

// A line of a table with a bar from nought to `number`; `cells` follow the bar.
function row(id, name, title, number, reach, cells) {
  const size = number === null ? 0 : Math.min(50, (50 * Math.abs(number)) / reach);
  const bar = html("span", { class: "cr-bar", style: `width:${size}%; left:${number < 0 ? 50 - size : 50}%` });
  return html("tr", { ...tone(name), "data-testid": id }, html("th", { scope: "row" }, title), html("td", { class: "cr-track" }, bar),
    ...cells.map((cell) => html("td", { class: "cr-number" }, ...[].concat(cell))));
}

function ratioTable(view, reach) {
  const rows = RATIOS.map((title, i) => row(`ratio-${i}`, WIRES[i][2], title, view.ratios[i], reach, [numeral(view.ratios[i])]));
  return table("what a wire does to a nudge", ["", "", "ratio"], rows);
}

const mark = (found) => html("span", { class: found.agrees ? "cr-agrees" : "cr-differs" }, found.agrees ? "✓" : "≠");

function yourRow(id, name, title, found, reach) {
  if (!found) return row(id, name, title, null, reach, ["?", "?", ""]);
  const yours = found.yours === null ? "none" : numeral(found.yours);
  return row(id, name, title, found.yours, reach, [yours, numeral(found.measured), [mark(found)]]);
}

function pathTable(view, reach) {
  const [first, second] = view.along ?? [];
  return table("what reaches c, for each unit of u", ["", "", "yours", "measured", ""], [
    yourRow("along-1", "path-1", "through v₁ alone (your chain)", first, reach),
    yourRow("along-2", "path-2", "through v₂ alone (your chain)", second, reach),
    yourRow("total", "student", "both (your total_derivative)", view.total, reach),
    row("by-both", "cost", "c itself, both moving", view.by_both ?? null, reach, ["", view.told ? numeral(view.by_both) : "?", ""]),
  ]);
}

function spoken(view, nudge) {
  if (!view.told) return "Say first what c does when u is pushed up a very little. You see the ratios on the wires.";
  const verdict = view.told === view.direction ? "right" : "a surprise";
  const words = view.direction === "stands still" ? `c stands still: its move, ${signed(view.moves[3])}, is far smaller than the nudge` : `c ${view.direction}`;
  const gap = view.total.agrees && Math.abs(view.total.yours - view.by_both) > 0.004 * Math.max(1, Math.abs(view.by_both));
  return `You said: ${view.told}. ${verdict[0].toUpperCase()}${verdict.slice(1)}: ${words}.`
    + (gap ? ` With a push of ${numeral(nudge)} the sum says ${numeral(view.total.yours)} and c ${numeral(view.by_both)}. And with a smaller one?` : "");
}

function troubles({ along = [], total }) {
  const found = [along[0], total].map((each, i) => each?.words && `Your ${["chain", "total_derivative"][i]}: ${each.words}.`);
  return found.filter(Boolean).join(" ");
}

// A slider over a list of stops; JupyterLab keeps the arrow keys from it, so it answers to them by itself.
function stops(id, label, list, onStop) {
  const slider = html("input", { type: "range", min: 0, max: list.length - 1, step: 1, "aria-label": label, "data-testid": id });
  const shown = html("output", { class: "cr-number" });
  const go = (to) => onStop(list[Math.max(0, Math.min(list.length - 1, to))]);
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -list.length, End: list.length };
  slider.addEventListener("input", () => go(Number(slider.value)));
  slider.addEventListener("keydown", (event) => {
    if (steps[event.key] === undefined) return;
    event.preventDefault();
    go(Number(slider.value) + steps[event.key]);
  });
  function update(value) {
    slider.value = list.indexOf(value);
    slider.setAttribute("aria-valuetext", numeral(value));
    shown.textContent = numeral(value);
  }
  return { root: html("span", { class: "cr-question" }, label, slider, shown), update };
}

function render({ model, el }) {
  const { places, nudges, names, reach } = model.get("frame");
  const place = stops("u", "u", places, (u) => setAll(model, { u }));
  const nudge = stops("nudge", "push u by", nudges, (h) => setAll(model, { nudge: h }));
  const graph = drawGraph(names);
  const buttons = SAID.map((word) => html("button", { type: "button", class: "cr-button", "data-testid": `say-${word.split(" ")[0]}` }, `c ${word}`));
  const score = html("span", { class: "cr-score", "data-testid": "score" });
  const status = html("p", { class: "cr-status", role: "status", "aria-live": "polite", "data-testid": "status" });
  const words = html("p", { class: "cr-words", "data-testid": "words" });
  const found = html("div", { class: "cr-tables" });
  buttons.forEach((button, i) => button.addEventListener("click", () => {
    const { at, told } = model.get("view");
    if (!told) setAll(model, { said: { ...model.get("said"), [at]: SAID[i] } });
  }));
  const panel = html("div", { class: "cr-panel", "data-testid": "panel" }, html("div", { class: "cr-stops" }, place.root, nudge.root),
    html("div", { class: "cr-predict" }, "You say:", ...buttons, score), status, found, words);
  function update() {
    const view = model.get("view");
    place.update(model.get("u"));
    nudge.update(model.get("nudge"));
    graph.update(view);
    buttons.forEach((button, i) => {
      button.setAttribute("aria-pressed", String(view.told === SAID[i]));
      button.setAttribute("aria-disabled", String(Boolean(view.told)));
    });
    score.textContent = view.score[1] ? `right: ${view.score[0]} of ${view.score[1]}` : "";
    const said = spoken(view, model.get("nudge"));
    if (status.textContent !== said) status.textContent = said;
    found.replaceChildren(ratioTable(view, reach), pathTable(view, reach));
    words.textContent = troubles(view);
  }
  el.append(withKeys(html("div", { class: "cr cr-nudge", "data-lm-suppress-shortcuts": "true", "data-testid": "four-nodes" },
    html("div", { class: "cr-scroll" }, graph.picture), panel)));
  return watch(model, ["view", "u", "nudge"], update);
}

export default { render };
