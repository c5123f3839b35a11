// The training explorer: the plane as the network sees it, |delta| of each layer, and the student's functions at work.

const SIDE = 320, LOG_LOW = -5, LOG_HIGH = 0;
const TICKS = [[1e-5, "10⁻⁵"], [1e-4, "10⁻⁴"], [1e-3, "10⁻³"], [1e-2, "10⁻²"], [1e-1, "10⁻¹"], [1, "1"]];
const SIZES = { width: 440, row: 46, left: 66, right: 78, top: 28 };
const POINT = 3.2, QUEUE = 4, TOLD = 4; // The kernel is told of every fourth painting only: each telling costs it a picture.
const said = (x) => numeral(Number(x.toPrecision(3)));

const tone = (root, name) => getComputedStyle(root).getPropertyValue(`--cr-${name}`).trim();
const channels = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

// Asked for each picture: the theme may have changed.
const inks = (root) => ({ zero: tone(root, "path-1"), one: tone(root, "path-2"), ink: tone(root, "truth") });

// The outputs as colours, faint in the middle, strong where the network is sure.
function paintField(context, outputs, grid, colours) {
  const image = new ImageData(grid, grid), [zero, one] = [channels(colours.zero), channels(colours.one)];
  outputs.forEach((output, i) => {
    image.data.set(output > 0.5 ? one : zero, 4 * i);
    image.data[4 * i + 3] = 20 + 190 * Math.abs(output - 0.5);
  });
  const small = new OffscreenCanvas(grid, grid);
  small.getContext("2d").putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, SIDE, SIDE);
}

// Where the output is one half: a piece of line through each cell that it crosses.
function paintBoundary(context, outputs, grid, colours) {
  const cell = SIDE / grid, at = (row, column) => outputs[row * grid + column] - 0.5;
  context.beginPath();
  for (let row = 0; row + 1 < grid; row += 1) for (let column = 0; column + 1 < grid; column += 1) {
    const corners = [[row, column], [row, column + 1], [row + 1, column + 1], [row + 1, column]];
    const crossings = corners.flatMap(([r, c], k) => {
      const [r2, c2] = corners[(k + 1) % 4], [from, to] = [at(r, c), at(r2, c2)];
      if (from > 0 === to > 0) return [];
      const share = from / (from - to);
      return [[(c + share * (c2 - c) + 0.5) * cell, (r + share * (r2 - r) + 0.5) * cell]];
    });
    for (let k = 0; k + 1 < crossings.length; k += 2) { context.moveTo(...crossings[k]); context.lineTo(...crossings[k + 1]); }
  }
  context.strokeStyle = colours.ink;
  context.lineWidth = 2.2;
  context.stroke();
}

// Circles for 1, squares for 0: told apart without the colour.
function paintPoints(context, { points, reach }, colours) {
  for (const [x, y, kind] of points) {
    const [left, top] = [SIDE * (x / reach + 1) / 2, SIDE * (1 - y / reach) / 2];
    context.beginPath();
    if (kind) context.arc(left, top, POINT, 0, 7); else context.rect(left - POINT, top - POINT, 2 * POINT, 2 * POINT);
    context.fillStyle = kind ? colours.one : colours.zero;
    context.fill();
  }
}

const across = (size) => {
  const share = (Math.log10(Math.max(size, 1e-12)) - LOG_LOW) / (LOG_HIGH - LOG_LOW);
  return SIZES.left + Math.max(0, Math.min(1, share)) * (SIZES.width - SIZES.left - SIZES.right);
};

// Bars on a logarithmic axis, layer L at the top, and the place of a tenth of layer L's.
function makeSizes(layers) {
  const height = SIZES.top + SIZES.row * layers + 30, bottom = height - 26;
  const ticks = TICKS.flatMap(([size, name]) => [
    svg("line", { class: "cr-axis", x1: across(size), x2: across(size), y1: SIZES.top - 6, y2: bottom }),
    svg("text", { class: "cr-tick", x: across(size), y: bottom + 16 }, name)]);
  const rows = Array.from({ length: layers }, (_, i) => {
    const y = SIZES.top + SIZES.row * (layers - 1 - i);
    const bar = svg("rect", { class: "cr-size", x: SIZES.left, y, height: SIZES.row - 18 });
    const number = svg("text", { y: y + 19, "data-testid": `size-${i + 1}` });
    return { bar, number, name: svg("text", { x: 4, y: y + 19 }, `layer ${i + 1}`) };
  });
  const tenth = svg("line", { class: "cr-tenth", y1: SIZES.top - 6, y2: bottom });
  const tenthName = svg("text", { class: "cr-tick", y: 14 }, `a tenth of layer ${layers}'s`);
  const root = svg("svg", { class: "cr-sizes", role: "img", viewBox: `0 0 ${SIZES.width} ${height}` },
    ...ticks, ...rows.map(({ bar }) => bar), tenth, ...rows.flatMap(({ number, name }) => [number, name]), tenthName);
  return { root, update(sizes) {
    rows.forEach(({ bar, number }, i) => {
      bar.setAttribute("width", across(sizes[i]) - SIZES.left);
      number.setAttribute("x", across(sizes[i]) + 8);
      number.textContent = said(sizes[i]);
    });
    const x = across(sizes[layers - 1] / 10);
    tenth.setAttribute("x1", x);
    tenth.setAttribute("x2", x);
    tenthName.setAttribute("x", Math.max(SIZES.left + 10, x));
  } };
}

function readouts() {
  const cards = { step: ["step", "truth"], C: ["C", "cost"], right: ["right", "right"], ratio: ["|δ| of layer 1 ÷ layer L", "delta"] };
  const made = Object.entries(cards).map(([id, [name, shade]]) => [id, html("span", { class: "cr-number", "data-testid": id }), name, shade]);
  const root = html("div", { class: "cr-readouts" }, ...made.map(([, number, name, shade]) =>
    html("span", { class: "cr-card", style: `--tone: var(--cr-${shade})` }, html("span", { class: "cr-cardtitle" }, name), number)));
  return { root, ...Object.fromEntries(made.map(([id, number]) => [id, number])) };
}

function button(id, words, act, shade = "") {
  const made = html("button", { type: "button", class: `cr-button ${shade}`, "data-testid": id }, words);
  made.addEventListener("click", act);
  return made;
}

function makeControls(model, set) {
  const scale = html("input", { type: "range", min: 0.2, max: 3, step: 0.01, "aria-label": "scale of the weights at the start", "data-testid": "scale" });
  const shown = html("output", { class: "cr-number", "data-testid": "scale-value" });
  const rate = html("select", { "data-testid": "rate", "aria-label": "learning rate" }, ...[0.1, 0.3, 1, 3, 10].map((each) => html("option", { value: each }, String(each))));
  scale.addEventListener("input", () => set({ scale: Number(scale.value) }));
  rate.addEventListener("change", () => set({ rate: Number(rate.value) }));
  const play = button("play", "Start", () => set({ playing: !model.get("playing") }), "cr-play");
  const one = button("one", "One step", () => set({ steps: model.get("steps") + 1 }));
  const again = button("again", "From the start", () => set({ restarts: model.get("restarts") + 1 }));
  const root = html("div", {}, html("div", { class: "cr-controls" }, play, one, again),
    html("div", { class: "cr-controls" }, html("label", {}, "scale of the weights at the start", scale, shown), html("label", {}, "learning rate", rate)));
  return { root, scale, shown, rate, play };
}

function render({ model, el }) {
  const frame = model.get("frame"), set = (traits) => setAll(model, traits);
  const dots = window.devicePixelRatio || 1;
  const canvas = html("canvas", { width: SIDE * dots, height: SIDE * dots, role: "img", "data-testid": "plane" });
  const context = canvas.getContext("2d");
  context.scale(dots, dots);
  const controls = makeControls(model, set), sizes = makeSizes(frame.layers), numbers = readouts();
  const status = html("p", { class: "cr-status", role: "status", "aria-live": "polite", "data-testid": "status" });
  const words = html("p", { class: "cr-words", "data-testid": "words" });
  const root = withKeys(html("div", { class: "cr cr-training", "data-lm-suppress-shortcuts": "true", "data-testid": "training" },
    controls.root, html("div", { class: "cr-side" }, canvas, html("div", {}, sizes.root, numbers.root)), words, status));
  const pictures = [];
  let waiting = false, alive = true, painted = 0;

  function paint() {
    waiting = false;
    if (!alive) return;
    const { told, view } = pictures.shift(), colours = inks(root);
    if (pictures.length) awaitFrame();
    const outputs = new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
    context.clearRect(0, 0, SIDE, SIDE);
    paintField(context, outputs, frame.grid, colours);
    paintPoints(context, frame, colours);
    paintBoundary(context, outputs, frame.grid, colours);
    sizes.update(told.sizes);
    numbers.step.textContent = told.step;
    numbers.C.textContent = said(told.C);
    numbers.right.textContent = `${(100 * told.right).toFixed(1)} %`;
    numbers.ratio.textContent = said(told.sizes[0] / told.sizes[frame.layers - 1]);
    words.textContent = told.words && `Your functions: ${told.words}.`;
    painted += 1;
    root.dataset.painted = painted;
    if (told.sent >= model.get("painted") + TOLD) set({ painted: told.sent });
  }
  function awaitFrame() {
    if (!waiting) { waiting = true; requestAnimationFrame(paint); }
  }
  // Pictures come in bursts: each waits for a frame of its own, but not for long.
  function arrive() {
    pictures.push({ told: model.get("told"), view: model.get("picture") });
    if (pictures.length > QUEUE) pictures.shift();
    awaitFrame();
  }
  function update() {
    const scale = model.get("scale");
    if (document.activeElement !== controls.scale) controls.scale.value = scale;
    controls.shown.textContent = scale.toFixed(2);
    controls.rate.value = String(model.get("rate"));
    const playing = model.get("playing");
    controls.play.textContent = playing ? "Stop" : "Start";
    controls.play.setAttribute("aria-pressed", String(playing));
  }
  // Spoken at rest only: a reader is not to be told forty numbers a second.
  function tell() {
    const told = model.get("told"), ratio = said(told.sizes[0] / told.sizes[frame.layers - 1]);
    const now = model.get("playing") ? "training" : `step ${told.step}: C = ${said(told.C)}, ${(100 * told.right).toFixed(1)} % right, |δ| of layer 1 is ${ratio} of layer ${frame.layers}'s`;
    if (status.textContent !== now) status.textContent = now;
    canvas.setAttribute("aria-label", `Two bent clouds of points and where the output is one half; ${now}`);
    sizes.root.setAttribute("aria-label", `|δ| of ${told.sizes.map((size, i) => `layer ${i + 1}: ${said(size)}`).join(", ")}`);
  }
  root.addEventListener("keydown", (event) => event.stopPropagation()); // JupyterLab takes the arrow keys for itself.
  el.append(root);
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) set({ calm: true });
  // A canvas keeps its colours: in another theme it must be painted anew.
  const theme = new MutationObserver(arrive);
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
  const stops = [watch(model, ["scale", "rate", "playing"], update), watch(model, ["told"], arrive), watch(model, ["told", "playing"], tell)];
  return () => { alive = false; theme.disconnect(); stops.forEach((stop) => stop()); };
}

export default { render };
