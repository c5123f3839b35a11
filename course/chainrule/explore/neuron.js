// One neuron in the hand: choose a number, click every value that it will move, lock that, then move it.

const MOST = 2, STEP = 0.05; // How far a weight goes either way, and by how much.
const KEYS = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP, PageUp: 5 * STEP, PageDown: -5 * STEP };
const SUPERSCRIPT = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶"];

const nameOf = (neuron) => `${neuron.symbol}-${neuron.layer}-${neuron.index}`;

// What a value turned out to be: "hit", "missed" or "false", once the weight has moved; else "".
function outcome(name, { predicted, locked, moved, view }) {
  if (!locked || !moved) return "";
  const [said, changed] = [predicted.includes(name), view.changed.includes(name)];
  return changed ? (said ? "hit" : "missed") : said ? "false" : "";
}
const MARKS = { hit: "✓", missed: "!", false: "×", "": "" };
const SAID = { hit: "changed, as you said", missed: "changed, and you did not say so", false: "did not change", "": "" };

function read(model) {
  const names = ["layer", "neuron", "input", "weight", "predicted", "locked", "view", "scene"];
  const now = Object.fromEntries(names.map((name) => [name, model.get(name)]));
  return { ...now, moved: Math.abs(now.weight - now.view.start) > NOUGHT };
}

function drawValue(shape, parts, say) {
  const group = svg("g", { class: "cr-neuron cr-value-hit", "data-testid": `value-${say.name}` }, ...shape, ...parts);
  pressable(group, () => say.toggle(say.name));
  return group;
}

function drawNeuronValue(neuron, radius, toggle) {
  const { x, y } = neuron;
  const value = svg("text", { class: "cr-value", x, y: y + 15 });
  const mark = svg("text", { class: "cr-mark", x: x + radius * 1.15, y: y - radius * 0.95 });
  const group = drawValue([svg("circle", { class: "cr-halo", cx: x, cy: y, r: radius + 5 }), svg("circle", { class: "cr-body", cx: x, cy: y, r: radius })],
    [svg("text", { class: "cr-name", x, y: y - 4 }, ...letters(neuron.symbol, neuron.layer, neuron.index)), value, mark], { name: nameOf(neuron), toggle });
  group.classList.add(`cr-is-${neuron.symbol}`);
  return { group, value, mark, spoken: `${neuron.symbol} of neuron ${neuron.index}, layer ${neuron.layer}` };
}

function drawCostValue({ x, y }, toggle) {
  const box = (name, half, rx) => svg("rect", { class: name, x: x - half, y: y - half, width: 2 * half, height: 2 * half, rx });
  const value = svg("text", { class: "cr-value", x, y: y + 17 });
  const mark = svg("text", { class: "cr-mark", x: x + 36, y: y - 26 });
  const group = drawValue([box("cr-halo", 31, 12), box("cr-body cr-cost", 26, 9)],
    [svg("text", { class: "cr-name", x, y: y - 3 }, svg("tspan", { class: "cr-letter" }, "c")), value, mark], { name: "c", toggle });
  return { group, value, mark, spoken: "the cost c" };
}

function drawForward(scene, toggle) {
  const wires = scene.wires.map((wire) => ({ wire, line: drawWire(wire), chip: svg("g", { class: "cr-chip", transform: `translate(${between(wire, wire.j % 2 ? 0.4 : 0.55).join()})` }) }));
  const values = new Map(scene.neurons.map((neuron) => [nameOf(neuron), { neuron, ...drawNeuronValue(neuron, scene.radius, toggle) }]));
  values.set("c", drawCostValue(scene.cost, toggle));
  const links = scene.links.map((link) => svg("line", { class: "cr-link", x1: link.x1, y1: link.y1, x2: link.x2, y2: link.y2 }));
  const gs = scene.neurons.filter(({ symbol }) => symbol === "z").map(({ x, y, layer }) => svg("text", { class: "cr-g", x: x + 48, y: y - 5 }, `g${"₀₁₂₃₄₅₆"[layer]}`));
  const bias = svg("g", { class: "cr-chip" });
  const picture = svg("svg", { class: "cr-net", viewBox: `0 0 ${scene.width} ${scene.height}`, style: `max-width: ${scene.width}px`, role: "group", "aria-label": "the network, every z and a" },
    ...scene.layers.map((each) => svg("text", { class: "cr-title", x: each.x, y: 20 }, each.title)),
    ...links, ...gs, ...wires.map((each) => each.line), ...[...values.values()].map((each) => each.group), ...wires.map((each) => each.chip), bias);
  return { picture, update: (now) => updateForward({ wires, values, bias }, now) };
}

function updateForward({ wires, values, bias }, now) {
  const { layer, neuron, input, view, scene } = now;
  for (const { wire, line, chip } of wires) {
    const mine = wire.layer === layer && wire.k === neuron;
    line.classList.toggle("cr-mine", mine);
    // A weight that crosses 0 changes the sign at the wire's end.
    line.replaceChildren(...drawWire(mine ? { ...wire, weight: view.weights[wire.j] } : wire).childNodes);
    chip.classList.toggle("cr-moving", mine && wire.j === input);
    chip.setAttribute("style", "--tone: var(--cr-W)");
    chip.replaceChildren();
    if (mine) fillBox(chip, [letters("W", null, `${wire.j}${wire.k}`, ` = ${numeral(view.weights[wire.j])}`)], -11);
  }
  const at = scene.neurons.find((each) => each.symbol === "z" && each.layer === layer && each.index === neuron);
  bias.setAttribute("transform", `translate(${at.x},${at.y + scene.radius + 8})`);
  bias.setAttribute("style", "--tone: var(--cr-b)");
  bias.classList.toggle("cr-moving", input === 0);
  fillBox(bias, [letters("b", null, String(neuron), ` = ${numeral(view.weights[0])}`)], 0);
  for (const [name, each] of values) updateValue(name, each, now);
}

function updateValue(name, { group, value, mark, spoken, neuron }, now) {
  const result = outcome(name, now);
  const said = now.predicted.includes(name);
  value.textContent = numeral(now.view.values[name]);
  mark.textContent = MARKS[result];
  group.classList.toggle("cr-said", said);
  group.classList.toggle("cr-fixed", now.locked);
  group.classList.toggle("cr-moved", result === "hit" || result === "missed");
  group.classList.toggle("cr-slip", result === "missed" || result === "false");
  group.classList.toggle("cr-chosen-z", neuron?.symbol === "z" && neuron.layer === now.layer && neuron.index === now.neuron);
  const label = `${spoken}, ${numeral(now.view.values[name])}${SAID[result] && `, ${SAID[result]}`}`;
  build(group, { role: "button", tabindex: "0", "aria-pressed": String(said), "aria-disabled": String(now.locked), "aria-label": label }, []);
}

// S2 and S1 for the chosen neuron, with today's numbers in them.
function equation({ layer, neuron, view }) {
  const [b, ...weights] = view.weights;
  const terms = weights.flatMap((w, i) => [operator(i ? "+" : "="), card(null, "W", [symbol("a", layer - 1, i + 1), symbol("W", layer, `${i + 1}${neuron}`)], `${bracketed(view.inputs[i])} × ${bracketed(w)}`)]);
  const [z, a] = ["z", "a"].map((letter) => numeral(view.values[`${letter}-${layer}-${neuron}`]));
  return [card(null, "z", [symbol("z", layer, neuron)], z), ...terms, operator("+"), card(null, "b", [symbol("b", layer, neuron)], numeral(b)),
    html("span", { class: "cr-line2 cr-newline" }, card(null, "a", [symbol("a", layer, neuron)], a), operator("="), html("span", {}, `${view.activation}(${z})`))];
}

function spoken(now) {
  const { predicted, locked, moved, view } = now;
  if (!locked) return `Click every value that will change when ${numberName(now)} moves, then lock your prediction. ${predicted.length} chosen.`;
  if (!moved) return `Locked: ${predicted.length} chosen. Now move ${numberName(now)}.`;
  const names = Object.keys(view.values);
  const count = (kind) => names.filter((name) => outcome(name, now) === kind).length;
  const changed = `${view.changed.length} of ${names.length} values ${view.changed.length === 1 ? "has" : "have"} changed`;
  if (!count("missed") && !count("false")) return `${changed}: exactly those that you said.`;
  return `${changed}. You missed ${count("missed")}, and ${count("false")} that you chose did not move.`;
}

function numberName({ layer, neuron, input }) {
  const up = `⁽${SUPERSCRIPT[layer]}⁾`;
  const down = (text) => [...String(text)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]).join("");
  return input ? `W${down(`${input}${neuron}`)}${up}` : `b${down(neuron)}${up}`;
}

// A row for each number that the neuron owns: which one moves, and its slider.
function knob(i, { layer, neuron, input, weight, locked, view }, set, group) {
  const chosen = i === input;
  const name = numberName({ layer, neuron, input: i });
  const radio = html("input", { type: "radio", name: group, "data-testid": `choose-${i}`, "aria-label": `${name} will move` });
  radio.checked = chosen;
  radio.addEventListener("change", () => set({ input: i, predicted: [], locked: false }));
  const slider = html("input", { type: "range", min: -MOST, max: MOST, step: STEP, "data-testid": `slider-${i}`, "aria-label": name });
  slider.value = chosen ? weight : view.weights[i];
  slider.disabled = !chosen || !locked;
  const move = (to) => set({ weight: Math.round(Math.min(MOST, Math.max(-MOST, to)) / STEP) * STEP });
  slider.addEventListener("input", () => move(Number(slider.value)));
  slider.addEventListener("keydown", (event) => {
    if (KEYS[event.key] === undefined) return;
    event.preventDefault();
    slider.value = Number(slider.value) + KEYS[event.key];
    move(Number(slider.value));
  });
  const shown = html("output", { class: "cr-number", "data-testid": `weight-${i}` });
  const row = html("tr", {}, html("td", {}, html("label", {}, radio, i ? symbol("W", layer, `${i}${neuron}`) : symbol("b", layer, neuron))), html("td", {}, slider), html("td", {}, shown));
  return { row, radio, slider, shown };
}

function chooser(scene, set) {
  const select = html("select", { "data-testid": "neuron", "aria-label": "the neuron whose weights you hold" });
  for (const { layer, index, symbol: letter } of scene.neurons) {
    if (letter === "z") select.append(html("option", { value: `${layer}-${index}` }, `neuron ${index} of layer ${layer}`));
  }
  select.addEventListener("change", () => {
    const [layer, neuron] = select.value.split("-").map(Number);
    set({ layer, neuron, input: 1, predicted: [], locked: false });
  });
  return select;
}

function render({ model, el }) {
  const set = (traits) => setAll(model, traits);
  const scene = model.get("scene");
  const group = `cr-${Math.random()}`; // Shown twice, each view has radio buttons of its own.
  const select = chooser(scene, set);
  const knobs = html("tbody", {});
  const lock = html("button", { type: "button", class: "cr-button", "data-testid": "lock" }, "Lock my prediction");
  const again = html("button", { type: "button", class: "cr-button", "data-testid": "again" }, "Next prediction");
  const status = html("p", { class: "cr-status", role: "status", "aria-live": "polite", "data-testid": "status" });
  const words = html("p", { class: "cr-words", "data-testid": "words" });
  const sum = html("div", { class: "cr-equation", "data-testid": "equation" });
  let rows = [], shownFor = "";
  lock.addEventListener("click", () => {
    if (model.get("locked")) return;
    set({ locked: true });
    update();
    rows[model.get("input")]?.slider.focus({ preventScroll: true });
  });
  again.addEventListener("click", () => set({ predicted: [], locked: false }));
  const drawing = drawForward(scene, (name) => {
    const predicted = model.get("predicted");
    if (!model.get("locked")) set({ predicted: predicted.includes(name) ? predicted.filter((each) => each !== name) : [...predicted, name] });
  });
  function update() {
    const now = read(model);
    // Between a choice and Python's answer the view is still the last number's: wait for it.
    if (now.view.at.join() !== [now.layer, now.neuron, now.input].join()) return;
    drawing.update(now);
    if (shownFor !== `${now.layer}-${now.neuron}`) {
      shownFor = select.value = `${now.layer}-${now.neuron}`;
      rows = now.view.weights.map((_, i) => knob(i, now, set, group));
      knobs.replaceChildren(...[...rows.slice(1), rows[0]].map((each) => each.row));
    }
    rows.forEach(({ radio, slider, shown }, i) => {
      const mine = i === now.input;
      radio.checked = mine;
      slider.disabled = !mine || !now.locked;
      if (document.activeElement !== slider || !now.locked) slider.value = mine ? now.weight : now.view.weights[i];
      shown.textContent = numeral(mine ? now.weight : now.view.weights[i]);
    });
    lock.setAttribute("aria-disabled", String(now.locked));
    again.setAttribute("aria-disabled", String(!now.locked));
    sum.replaceChildren(...equation(now));
    words.textContent = now.view.words && `Your forward: ${now.view.words}.${now.view.yours ? "" : " The measured values stand in for it."}`;
    const said = spoken(now);
    if (status.textContent !== said) status.textContent = said;
  }
  el.append(withKeys(html("div", { class: "cr cr-forward", "data-lm-suppress-shortcuts": "true", "data-testid": "neuron-explorer" },
    html("div", { class: "cr-scroll" }, drawing.picture),
    html("div", { class: "cr-panel", "data-testid": "panel" }, status,
      html("div", { class: "cr-predict" }, select, lock, again), html("table", { class: "cr-knobs" }, knobs), sum, words))));
  return watch(model, ["view", "predicted", "locked", "weight"], update);
}

export default { render };
