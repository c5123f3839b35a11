// The saturation explorer: a, g', c and delta over z; a push, your delta's promise, and then what c did.

const PANEL = { width: 424, height: 196, left: 46, right: 14, top: 30, bottom: 24 };
const PANELS = [
  { name: "a", tone: "a", head: "a = g(z), and the target", lines: ["a"] },
  { name: "c", tone: "cost", head: "c, and your δ as its slope", lines: ["c"] },
  { name: "slope", tone: "a", head: "g′(z), the slope of g", lines: ["slope"] },
  { name: "delta", tone: "delta", head: "δ: your line, measured circles", lines: ["delta", "measured"] },
];

// The smallest and largest number that a panel must hold, with some air; nought is always in it.
function rangeOf(curves, panel, target) {
  const all = panel.lines.flatMap((name) => (curves[name] ?? []).filter(known));
  const values = [0, ...all, ...(panel.name === "a" ? [target] : [])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = 0.08 * (high - low || 1);
  return [low - (low < 0 ? air : 0.04 * (high - low)), high + air];
}

// Where a number of this panel stands in the picture.
function scales(curves, panel, index, target) {
  const [left, top] = [(index % 2) * (PANEL.width + 12) + PANEL.left, Math.floor(index / 2) * (PANEL.height + 8) + PANEL.top];
  const [width, height] = [PANEL.width - PANEL.left - PANEL.right, PANEL.height - PANEL.top - PANEL.bottom];
  const [first, last] = [curves.z[0], curves.z[curves.z.length - 1]];
  const [low, high] = rangeOf(curves, panel, target);
  const y = (value) => top + height - ((value - low) / (high - low)) * height;
  return { left, top, width, height, low, high, x: (z) => left + ((z - first) / (last - first)) * width,
    y: (value) => Math.max(top - 6, Math.min(top + height + 6, y(value))), inside: (value) => value >= low && value <= high };
}

function pathOf(curves, name, at) {
  let pen = "M";
  return curves[name].map((value, i) => {
    if (!known(value)) { pen = "M"; return ""; }
    const step = `${pen}${at.x(curves.z[i]).toFixed(1)} ${at.y(value).toFixed(1)}`;
    pen = "L";
    return step;
  }).join("");
}

function tickValues({ low, high }) {
  const span = high - low;
  const size = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20].find((each) => span / each <= 4.5) ?? span / 3;
  const ticks = [];
  for (let i = Math.ceil(low / size); i * size <= high; i += 1) ticks.push(i * size);
  return ticks;
}

// What of a panel stays while z moves: its head, axes and curves.
function panelShapes(curves, panel, at) {
  const shapes = [svg("text", { class: "cr-head", x: at.left - 8, y: at.top - 12 }, panel.head)];
  for (const tick of tickValues(at)) {
    shapes.push(svg("line", { class: "cr-axis", x1: at.left, x2: at.left + at.width, y1: at.y(tick), y2: at.y(tick) }),
      svg("text", { class: "cr-tick", x: at.left - 9, y: at.y(tick) + 4, "text-anchor": "end" }, numeral(tick)));
  }
  shapes.push(svg("text", { class: "cr-zname", x: at.left + at.width - 34, y: at.top + at.height + 17 }, "z"));
  for (const z of [-8, -4, 0, 4, 8]) {
    shapes.push(svg("text", { class: "cr-tick", x: at.x(z), y: at.top + at.height + 17, "text-anchor": "middle" }, numeral(z)));
  }
  const main = panel.name;
  if (curves[main]) shapes.push(svg("path", { class: "cr-curve", d: pathOf(curves, main, at) }));
  if (main === "delta") curves.measured.forEach((value, i) => {
    if (i % 8 === 0 && known(value)) shapes.push(svg("circle", { class: "cr-truth", cx: at.x(curves.z[i]), cy: at.y(value), r: 3 }));
  });
  return shapes;
}

// A word beside the point, above or below it, where a curve that rises or falls leaves room.
function readout(at, z, value, words, rises) {
  const right = z < -4;
  const [above, below] = [at.y(value) - 9, at.y(value) + 17];
  const y = (rises === right && below < at.top + at.height) || above < at.top + 8 ? below : above;
  return svg("text", { class: "cr-readout", x: at.x(z) + (right ? 9 : -9), y, "text-anchor": right ? "start" : "end" }, words);
}

function nowShapes(panel, at, curves, { z, nudge, view, target }) {
  const value = view[panel.name];
  const shapes = [svg("line", { class: "cr-here-line", x1: at.x(z), x2: at.x(z), y1: at.top, y2: at.top + at.height })];
  if (panel.name === "a") {
    shapes.push(svg("line", { class: "cr-target", x1: at.left, x2: at.left + at.width, y1: at.y(target), y2: at.y(target) }),
      svg("line", { class: "cr-error", x1: at.x(z), x2: at.x(z), y1: at.y(value), y2: at.y(target) }));
  }
  if (panel.name === "c" && known(value) && known(view.delta)) shapes.push(...tangent(at, z, nudge, view));
  if (!known(value)) return shapes;
  shapes.push(svg("circle", { class: "cr-point", cx: at.x(z), cy: at.y(value), r: 5.5 }));
  if (panel.name === "delta" && !view.agrees) shapes.push(svg("circle", { class: "cr-truth cr-off", cx: at.x(z), cy: at.y(view.measured), r: 6 }));
  const words = { a: `a = ${numeral(view.a)}`, slope: `g′ = ${numeral(view.slope)}`, c: `c = ${numeral(view.c)}`, delta: `δ = ${numeral(view.delta)}` };
  const beside = curves[panel.name].filter((each, i) => known(each) && Math.abs(curves.z[i] - z) < 0.15);
  shapes.push(readout(at, z, value, words[panel.name], beside[beside.length - 1] >= beside[0]));
  return shapes;
}

// The line through c with your delta as its slope, and where c went when it was pushed.
function tangent(at, z, nudge, view) {
  const ends = [-2.2, 2.2].map((reach) => {
    // No further than the panel goes, so that its slope stays what it is.
    const rise = Math.max(at.low - view.c, Math.min(at.high - view.c, reach * view.delta));
    return view.delta ? rise / view.delta : reach;
  });
  const line = svg("line", { class: "cr-tangent", x1: at.x(z + ends[0]), x2: at.x(z + ends[1]),
    y1: at.y(view.c + ends[0] * view.delta), y2: at.y(view.c + ends[1] * view.delta) });
  if (!known(view.move)) return [line];
  return [line, svg("circle", { class: "cr-moved", cx: at.x(z + nudge), cy: at.y(view.c + view.move), r: 5 })];
}

// In a span of its own a title keeps the spaces between its letters and its words.
const numberCard = (id, tone, title, ...rest) => card(id, tone, html("span", {}, ...title), ...rest);
const letter = (text) => html("i", {}, text);

function equation({ view, target }) {
  const product = [numberCard("gradient", "cost", [letter("∂c/∂a"), " yours"], numeral(view.gradient)), operator("×"),
    numberCard("slope", "a", [letter("g′"), "(", letter("z"), ")"], numeral(view.slope)), operator("→"),
    numberCard("delta", "delta", [letter("δ"), " by your output_delta"], numeral(view.delta))];
  const error = numberCard("error", "cost", ["error ", letter("a − y")], signed(view.a - target));
  const verdict = known(view.delta) && !view.agrees
    ? [html("span", { class: "cr-differs", "data-testid": "verdict" }, `≠ measured ${numeral(view.measured)}`)] : [];
  return [error, html("span", { class: "cr-line2" }, ...product, ...verdict)];
}

function outcome({ view, nudge }) {
  const promise = numberCard("promise", "student", ["promised: ", letter("δ"), " × ", signed(nudge)], known(view.promise) ? signed(view.promise) : "none");
  const moved = known(view.move);
  return [promise, numberCard("move", "cost", [letter("c"), " moved by"], moved ? signed(view.move) : "?", !moved),
    ...(moved && known(view.promise) ? [numberCard("gap", "truth", ["gap"], signed(view.move - view.promise))] : [])];
}

function spoken({ view, z, activation, cost, nudge, target }) {
  if (view.words) return `${view.words[0].toUpperCase()}${view.words.slice(1)}.`;
  const here = `${activation}, ${cost}, z = ${numeral(z)}: error ${signed(view.a - target)}, your δ ${numeral(view.delta)}`;
  if (!known(view.move)) return `${here}.`;
  return `${here}. Pushed by ${signed(nudge)}: promised ${signed(view.promise)}, c moved by ${signed(view.move)}.`;
}

function chooser(id, words, options, act) {
  const select = html("select", { "data-testid": id }, ...options.map((each) => html("option", { value: each }, typeof each === "number" ? `+${each}` : each)));
  select.addEventListener("change", () => act(select.value));
  return { select, label: html("label", {}, words, select) };
}

function controls(frame, set, push) {
  const z = html("input", { type: "range", min: -frame.most, max: frame.most, step: frame.step, "data-testid": "z", "aria-label": "z of the output neuron" });
  const shown = html("output", { class: "cr-number", "data-testid": "z-value" });
  const activation = chooser("activation", "activation", frame.activations, (name) => set({ activation: name }));
  const cost = chooser("cost", "cost", frame.costs, (name) => set({ cost: name }));
  const nudge = chooser("nudge", "push z by", frame.nudges, (size) => set({ nudge: Number(size) }));
  const button = html("button", { type: "button", class: "cr-button", "data-testid": "push" }, "Push");
  z.addEventListener("input", () => set({ z: Number(z.value) }));
  button.addEventListener("click", push);
  const rows = [[activation.label, cost.label], [html("label", {}, letter("z"), z, shown), nudge.label, button]];
  const root = html("div", {}, ...rows.map((row) => html("div", { class: "cr-controls" }, ...row)));
  return { root, z, shown, activation: activation.select, cost: cost.select, nudge: nudge.select };
}

function render({ model, el }) {
  const frame = model.get("frame");
  const picture = svg("svg", { class: "cr-plots", role: "img", viewBox: `0 0 ${2 * PANEL.width + 12} ${2 * PANEL.height + 8}` });
  const parts = {
    status: html("p", { class: "cr-status", role: "status", "aria-live": "polite", "data-testid": "status" }),
    equation: html("div", { class: "cr-equation", "data-testid": "equation" }),
    outcome: html("div", { class: "cr-verdict" }),
  };
  const set = (traits) => setAll(model, traits);
  const panel = controls(frame, set, () => set({ pushes: model.get("pushes") + 1 }));
  let curves = null, fixed = [];
  function update() {
    const now = { view: model.get("view"), target: frame.target };
    for (const name of ["z", "nudge", "activation", "cost"]) now[name] = model.get(name);
    if (curves !== model.get("curves")) {
      curves = model.get("curves");
      fixed = PANELS.map((each, i) => { const at = scales(curves, each, i, frame.target); return { each, at, shapes: panelShapes(curves, each, at) }; });
    }
    picture.replaceChildren(...fixed.map(({ each, at, shapes }) =>
      svg("g", { style: `--tone: var(--cr-${each.tone})` }, ...shapes, ...nowShapes(each, at, curves, now))));
    const said = spoken(now);
    picture.setAttribute("aria-label", `a, c, the slope of g and delta against z. ${said}`);
    if (parts.status.textContent !== said) parts.status.textContent = said;
    parts.equation.replaceChildren(...equation(now));
    parts.outcome.replaceChildren(...outcome(now));
    if (document.activeElement !== panel.z) panel.z.value = now.z;
    panel.shown.textContent = numeral(now.z);
    for (const name of ["activation", "cost", "nudge"]) panel[name].value = String(now[name]);
  }
  const stop = watch(model, ["view", "curves"], update);
  const root = html("div", { class: "cr cr-saturation", "data-lm-suppress-shortcuts": "true", "data-testid": "saturation" }, panel.root,
    html("div", { class: "cr-scroll" }, picture), html("div", { class: "cr-panel" }, parts.status, parts.equation, parts.outcome));
  // JupyterLab takes the arrow keys for itself where they reach it, and then the slider stands still.
  root.addEventListener("keydown", (event) => event.stopPropagation());
  el.append(root);
  return stop;
}

export default { render };
