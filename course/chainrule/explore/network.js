// The drawing of a network: neurons, wires that can be chosen and frozen, chips on wires, tags under neurons.

const between = (wire, t) => [wire.x1 + t * (wire.x2 - wire.x1), wire.y1 + t * (wire.y2 - wire.y1)];

// The two points beside a wire at its point t, `half` away on either side.
function edges(wire, t, half) {
  const [x, y] = between(wire, t);
  const length = Math.hypot(wire.x2 - wire.x1, wire.y2 - wire.y1);
  const [ux, uy] = [(-(wire.y2 - wire.y1) / length) * half, ((wire.x2 - wire.x1) / length) * half];
  return [[x - ux, y - uy], [x + ux, y + uy]];
}

function bar(wire, t, half, name) {
  const [[x1, y1], [x2, y2]] = edges(wire, t, half);
  return svg("line", { class: name, x1, y1, x2, y2 });
}

function drawWire(wire) {
  const ends = { x1: wire.x1, y1: wire.y1, x2: wire.x2, y2: wire.y2 };
  const sign = wire.weight < 0
    ? bar(wire, 1, 8, "cr-sign cr-negative")
    : svg("circle", { class: "cr-sign", cx: wire.x2, cy: wire.y2, r: 4.5 });
  return svg("g", { class: "cr-wire" }, svg("line", { ...ends, class: "cr-line", "stroke-width": wire.thickness }), sign);
}

// The part of a wire that can be clicked and focused. Wires of one neuron never cross, and only its are live.
function drawHandle(wire, onWire) {
  const lock = svg("g", { class: "cr-lock" }, bar(wire, 0.19, 9, "cr-lockbar"), bar(wire, 0.24, 9, "cr-lockbar"));
  const chip = svg("g", { class: "cr-chip", transform: `translate(${between(wire, 0.47).join()})` });
  const hit = svg("polygon", { class: "cr-hit", points: [...edges(wire, 0.08, 11), ...edges(wire, 0.92, 11).reverse()].join(" ") });
  const handle = svg("g", { class: "cr-handle", "data-testid": `wire-${wire.layer}-${wire.j}-${wire.k}` }, hit, lock, chip);
  pressable(handle, () => handle.hasAttribute("tabindex") && onWire(wire));
  return { handle, chip };
}

function drawNeuron(neuron, radius, onNeuron) {
  const { x, y, layer, index } = neuron;
  const group = svg("g", { class: `cr-neuron cr-is-${neuron.symbol}`, "data-testid": `neuron-${layer}-${index}` },
    svg("circle", { class: "cr-halo", cx: x, cy: y, r: radius + 6 }),
    svg("circle", { class: "cr-body", cx: x, cy: y, r: radius }),
    svg("text", { class: "cr-name", x, y: y - 4 }, ...letters(neuron.symbol, layer, index)),
    svg("text", { class: "cr-value", x, y: y + 15 }, numeral(neuron.value)),
    svg("text", { class: "cr-badge", x: x + radius * 0.8, y: y - radius * 0.72 }, "≠"));
  pressable(group, () => group.hasAttribute("tabindex") && onNeuron(neuron));
  return group;
}

// A box with lines of text, on the paper's own colour so that wires behind it do not show through.
function fillBox(group, lines, top, shift = 0) {
  const width = 10 + Math.max(...lines.map(widthOf));
  const texts = lines.map((line, i) => svg("text", { x: shift, y: top + 15 + 15 * i }, ...(Array.isArray(line) ? line : [line])));
  const height = 15 * lines.length + 7;
  group.replaceChildren(svg("rect", { x: shift - width / 2, y: top, width, height, rx: 6 }), ...texts);
}

const SERIF = '"STIX Two Text", Cambria, "Times New Roman", serif';
const FONTS = { "cr-letter": `italic 17px ${SERIF}`, "cr-script": `10px ${SERIF}` };
const ruler = document.createElement("canvas").getContext("2d");

// How wide a line comes out, measured beside the page: a drawing that is not on it yet has no width.
function widthOf(line) {
  const plain = getComputedStyle(document.body).getPropertyValue("--jp-content-font-family") || "system-ui, sans-serif";
  const parts = typeof line === "string" ? [["", line]] : line.map((span) => [span.getAttribute("class"), span.textContent]);
  return parts.reduce((sum, [kind, text]) => {
    ruler.font = FONTS[kind] ?? `12.5px ${plain}`;
    return sum + ruler.measureText(text).width;
  }, 0);
}

function setLive(element, live, pressed, label) {
  const attributes = live
    ? { role: "button", tabindex: "0", "aria-pressed": String(pressed), "aria-label": label }
    : { role: "img", "aria-label": label };
  // What stays is not touched: an element that loses its tabindex for a moment loses the focus.
  for (const name of ["tabindex", "aria-pressed"]) if (!(name in attributes)) element.removeAttribute(name);
  build(element, attributes, []);
}

// Returns the SVG and `update(state)`; state: layer, neuron, frozen, chips, tags, labels and which way a pulse runs.
function drawNetwork(scene, { onNeuron, onWire }) {
  const { width, height, radius, cost } = scene;
  const wires = new Map(scene.wires.map((wire) => [`${wire.layer}-${wire.j}-${wire.k}`, { wire, line: drawWire(wire), ...drawHandle(wire, onWire) }]));
  const neurons = new Map(scene.neurons.map((neuron) => [`${neuron.layer}-${neuron.index}`, {
    neuron, group: drawNeuron(neuron, radius, onNeuron),
    tag: svg("g", { class: "cr-tag", transform: `translate(${neuron.x},${neuron.y + radius + 4})` }),
  }]));
  const last = scene.layers.length - 1;
  const costTag = svg("g", { class: "cr-tag", transform: `translate(${cost.x},${cost.y + 28})` });
  const pulses = svg("g", { class: "cr-pulses", "aria-hidden": "true" });
  const links = scene.neurons.filter((neuron) => neuron.layer === last).map((neuron) =>
    svg("line", { class: "cr-link", x1: neuron.x + radius, y1: neuron.y, x2: cost.x - 26, y2: cost.y }));
  const picture = svg("svg", { class: "cr-net", viewBox: `0 0 ${width} ${height}`, style: `max-width: ${Math.max(width, 640)}px`, role: "group", "aria-label": "the network" },
    ...scene.layers.map((each, l) => svg("text", { class: "cr-title", x: each.x, y: 24, "data-layer": l }, each.title)),
    ...links, ...[...wires.values()].map((each) => each.line), pulses,
    ...[...neurons.values()].flatMap((each) => [each.tag, each.group]),
    costTag, ...drawCost(cost), ...[...wires.values()].map((each) => each.handle));

  function update(state) {
    const frozen = new Set(state.frozen.map((wire) => wire.join("-")));
    for (const title of picture.querySelectorAll(".cr-title")) title.classList.toggle("cr-here", Number(title.dataset.layer) === state.layer);
    for (const [name, each] of wires) updateWire(each, state, frozen.has(name), state.chips[name]);
    for (const [name, each] of neurons) updateNeuron(each, state, state.tags[name], state.labels[name]);
    costTag.replaceChildren();
    if (state.tags.cost) fillTag(costTag, state.tags.cost);
    if (state.pulse) runPulses(pulses, wires, state, frozen);
  }
  return { picture, update };
}

function drawCost({ x, y, value }) {
  return [svg("rect", { class: "cr-cost", x: x - 26, y: y - 26, width: 52, height: 52, rx: 9 }),
    svg("text", { class: "cr-name", x, y: y - 4 }, svg("tspan", { class: "cr-letter" }, "c")),
    svg("text", { class: "cr-value", x, y: y + 16 }, numeral(value))];
}

function updateWire({ wire, line, handle, chip }, state, isFrozen, label) {
  const lit = wire.layer === state.layer + 1 && wire.j === state.neuron;
  for (const element of [line, handle]) {
    element.classList.toggle("cr-lit", lit);
    element.classList.toggle("cr-frozen", isFrozen);
    element.style.setProperty("--tone", `var(--cr-path-${((wire.k - 1) % 3) + 1})`);
  }
  const says = `wire from neuron ${wire.j} of layer ${wire.layer - 1} to neuron ${wire.k} of layer ${wire.layer}, weight ${numeral(wire.weight)}`;
  setLive(handle, lit, isFrozen, `${says}, ${isFrozen ? "frozen" : "released"}`);
  if (!lit) handle.setAttribute("aria-hidden", "true"); else handle.removeAttribute("aria-hidden");
  chip.replaceChildren();
  if (label) fillBox(chip, [label], -11);
}

function updateNeuron({ neuron, group, tag }, state, text, label) {
  const live = neuron.layer === state.layer;
  const chosen = live && neuron.index === state.neuron;
  group.classList.toggle("cr-live", live);
  group.classList.toggle("cr-chosen", chosen);
  group.classList.toggle("cr-wrong", text?.kind === "wrong");
  const name = `neuron ${neuron.index} of layer ${neuron.layer}, ${neuron.symbol} = ${numeral(neuron.value)}`;
  setLive(group, live, chosen, label ? `${name}, ${label}` : name);
  tag.replaceChildren();
  if (text) fillTag(tag, text);
}

function fillTag(tag, { lines, kind, shift }) {
  tag.setAttribute("class", `cr-tag cr-tag-${kind}`);
  fillBox(tag, lines, 0, shift);
}

// One dash that runs along each lit wire: back from the next layer, or forward to it.
function runPulses(pulses, wires, state, frozen) {
  pulses.replaceChildren();
  for (const [name, { wire }] of wires) {
    if (wire.layer !== state.layer + 1 || wire.j !== state.neuron || frozen.has(name)) continue;
    const [from, to] = state.pulse === "back" ? [between(wire, 1), between(wire, 0)] : [between(wire, 0), between(wire, 1)];
    pulses.append(svg("line", { class: "cr-pulse", pathLength: 100, x1: from[0], y1: from[1], x2: to[0], y2: to[1],
      style: `--tone: var(--cr-path-${((wire.k - 1) % 3) + 1})` }));
  }
}
