// The digit explorer: a digit to pick or to draw, how c answers to each pixel, and a push with its promise.

const N = 8, CELL = 33, INK = 0.25, BRUSH = 0.5;
const placeOf = (pixel) => `row ${Math.floor(pixel / N) + 1}, column ${(pixel % N) + 1}`;

const square = (pixel, attributes, inset = 0) => svg("rect", { x: CELL * (pixel % N) + inset, y: CELL * Math.floor(pixel / N) + inset,
  width: CELL - 2 * inset, height: CELL - 2 * inset, ...attributes });

// Two lines, one of them seen on ink and one on paper.
const frameOf = (pixel) => [square(pixel, { class: "cr-chosenedge" }, 3.5), square(pixel, { class: "cr-chosenpixel" }, 1.5)];

function drawPixels(picture, pixels, chosen) {
  picture.replaceChildren(...pixels.map((ink, i) => square(i, { class: "cr-ink", "fill-opacity": Math.max(0, Math.min(1, ink)) })),
    ...frameOf(chosen));
}

// Orange where ink raises c, violet where it lowers c; the strongest also carry their sign.
function drawGradient(picture, { gradient, wrong }, chosen) {
  const most = Math.max(...(gradient ?? [0]).map(Math.abs)) || 1;
  const cells = (gradient ?? []).flatMap((slope, i) => {
    const cell = square(i, { class: slope > 0 ? "cr-up" : "cr-down", "fill-opacity": Math.abs(slope) / most });
    if (Math.abs(slope) < 0.25 * most) return [cell];
    return [cell, svg("text", { class: "cr-signs", x: CELL * (i % N + 0.5), y: CELL * (Math.floor(i / N) + 0.5) + 4 }, slope > 0 ? "+" : MINUS)];
  });
  picture.replaceChildren(...cells, ...wrong.map((i) => square(i, { class: "cr-badpixel" }, 2)), ...frameOf(chosen));
}

function outputsOf(outputs, target) {
  return outputs.flatMap((output, digit) => {
    const meter = html("span", { class: "cr-meter" }, html("span", { style: `width: ${Math.max(0, Math.min(100, 100 * output))}%` }));
    return [html("span", { class: digit === target ? "cr-meant" : "" }, String(digit)), meter, html("span", { class: "cr-number" }, known(output) ? output.toFixed(3) : "?")];
  });
}

function outcome({ view, pixel, nudge }) {
  const slope = view.gradient ? view.gradient[pixel] : null, moved = known(view.move);
  const missed = moved && known(view.promise) && view.move !== 0 ? Math.abs(view.promise - view.move) / Math.abs(view.move) : null;
  return [card("slope", "delta", "∂c/∂x here, yours", known(slope) ? numeral(slope) : "none"), card("promise", "student", "promised move of c", known(view.promise) ? signed(view.promise) : "none"),
    card("move", "cost", "c moved by", moved ? signed(view.move) : "?", !moved), ...(missed === null ? [] : [card("missed", "truth", "promise missed by", `${(100 * missed).toFixed(1)} %`)])];
}

function spoken({ index, target, pixel, pixels, nudge, view }) {
  const what = index < 0 ? "your drawing" : `test digit ${index}`;
  const slope = view.gradient ? `∂c/∂x ${numeral(view.gradient[pixel])}` : "no gradient";
  const push = known(view.move) ? ` Pushed by ${signed(nudge)}: promised ${known(view.promise) ? signed(view.promise) : "nothing"}, c moved by ${signed(view.move)}.` : "";
  return `${what}, meant as ${target}, c = ${numeral(view.c)}. Pixel ${placeOf(pixel)}: ink ${numeral(pixels[pixel])}, ${slope}.${push}`;
}

function render({ model, el }) {
  const set = (traits) => setAll(model, traits);
  const grid = (id, words) => svg("svg", { class: "cr-grid", viewBox: `0 0 ${N * CELL} ${N * CELL}`, tabindex: 0, role: "application", "aria-label": words, "data-testid": id });
  const digit = grid("digit-grid", "the digit: arrow keys choose a pixel, Space adds ink, Backspace takes it away");
  const gradient = grid("gradient-grid", "the input gradient: arrow keys choose a pixel");
  const outputs = html("div", { class: "cr-outputs", "aria-hidden": "true" });
  const press = (id, words, act) => { const made = html("button", { type: "button", class: "cr-button", "data-testid": id }, words); made.addEventListener("click", act); return made; };
  const pick = (step) => set({ index: (Math.max(model.get("index"), 0) + step + model.get("count")) % model.get("count") });
  const draw = press("draw", "Draw", () => { drawing = !drawing; update(); });
  const target = html("select", { "data-testid": "target", "aria-label": "the digit that is meant" }, ...Array.from({ length: 10 }, (_, i) => html("option", { value: i }, String(i))));
  target.addEventListener("change", () => set({ target: Number(target.value) }));
  const nudge = html("input", { type: "range", min: -1, max: 1, step: 0.01, "data-testid": "nudge", "aria-label": "push of the chosen pixel" });
  const shown = html("output", { class: "cr-number", "data-testid": "nudge-value" });
  nudge.addEventListener("input", () => set({ nudge: Number(nudge.value) }));
  const cards = html("div", { class: "cr-verdict" });
  const status = html("p", { class: "cr-status", role: "status", "aria-live": "polite", "data-testid": "status" });
  const words = html("p", { class: "cr-words", "data-testid": "words" });
  let drawing = false, inked = null;

  const inkAt = (pixel, amount) => set({ index: -1, pixel, pixels: model.get("pixels").map((ink, i) => (i === pixel ? Math.max(0, Math.min(1, ink + amount)) : ink)) });
  function under(event, picture) {
    const box = picture.getBoundingClientRect();
    const [row, column] = [(event.clientY - box.top) / box.height, (event.clientX - box.left) / box.width].map((share) => Math.max(0, Math.min(N - 1, Math.floor(N * share))));
    return row * N + column;
  }
  function move(event) {
    const pixel = under(event, digit);
    if (event.buttons !== 1 || !drawing || pixel === inked) return;
    inked = pixel;
    inkAt(pixel, BRUSH);
  }
  for (const picture of [digit, gradient]) {
    picture.addEventListener("pointerdown", (event) => {
      inked = null;
      if (drawing && picture === digit) { picture.setPointerCapture(event.pointerId); move(event); } else set({ pixel: under(event, picture) });
    });
    picture.addEventListener("keydown", (event) => {
      const pixel = model.get("pixel"), [row, column] = [Math.floor(pixel / N), pixel % N];
      const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
      const inks = picture === digit ? { " ": INK, Backspace: -INK, Delete: -INK } : {};
      if (steps[event.key]) set({ pixel: Math.max(0, Math.min(N - 1, row + steps[event.key][0])) * N + Math.max(0, Math.min(N - 1, column + steps[event.key][1])) });
      else if (inks[event.key]) inkAt(pixel, inks[event.key]);
      else return;
      event.preventDefault();
    });
  }
  digit.addEventListener("pointermove", move);

  const root = withKeys(html("div", { class: "cr cr-digit", "data-lm-suppress-shortcuts": "true", "data-testid": "digit" },
    html("div", { class: "cr-controls" }, press("before", "← digit", () => pick(-1)), press("after", "digit →", () => pick(1)), draw,
      press("clear", "Clear", () => set({ index: -1, pixels: Array(N * N).fill(0) })), html("label", {}, "meant as", target)),
    html("div", { class: "cr-side" }, html("div", {}, html("p", { class: "cr-heading" }, "x, the digit"), digit, html("p", { class: "cr-note" }, "Click or arrow keys: choose a pixel. Draw: with the mouse, or Space and Backspace.")),
      html("div", {}, html("p", { class: "cr-heading" }, "∂c/∂x, by your input_gradient"), gradient, html("p", { class: "cr-note" }, "+ orange: more ink here raises c. − violet: it lowers c.")),
      html("div", {}, html("p", { class: "cr-heading" }, "outputs"), outputs)),
    html("div", { class: "cr-controls" }, html("label", {}, "push the pixel by", nudge, shown), press("push", "Push", () => set({ pushes: model.get("pushes") + 1 }))),
    words, cards, status));

  function update() {
    const now = Object.fromEntries(["index", "pixels", "target", "pixel", "nudge", "view"].map((name) => [name, model.get(name)]));
    drawPixels(digit, now.pixels, now.pixel);
    drawGradient(gradient, now.view, now.pixel);
    outputs.replaceChildren(...outputsOf(now.view.outputs, now.target));
    cards.replaceChildren(...outcome(now));
    draw.setAttribute("aria-pressed", String(drawing));
    draw.textContent = drawing ? "Drawing: choose instead" : "Draw";
    target.value = String(now.target);
    if (document.activeElement !== nudge) nudge.value = now.nudge;
    shown.textContent = signed(now.nudge);
    words.textContent = now.view.words ? `Your input_gradient: ${now.view.words}.` : now.view.wrong.length ? `Your input_gradient leaves the measured one at ${now.view.wrong.length} pixels (dashed).` : "";
    const said = spoken(now);
    if (status.textContent !== said) status.textContent = said;
  }
  root.addEventListener("keydown", (event) => event.stopPropagation()); // JupyterLab takes the arrow keys for itself.
  el.append(root);
  return watch(model, ["pixels", "target", "pixel", "view"], update);
}

export default { render };
