// The depth explorer: choose a deep network, foretell its factor a layer and where it ends, then see |delta| fall or rise.

const keyOf = (now) => `${now.activation} ${now.sigma.toFixed(2)}`;
const twoPlaces = (x) => x.toFixed(2).replace("-", MINUS);

function slider(id, words, attributes, act) {
  const input = keepsKeys(html("input", { type: "range", "data-testid": id, "aria-label": words, ...attributes }));
  const shown = html("output", { class: "cr-number" });
  input.addEventListener("input", () => act(Number(input.value)));
  return { input, shown };
}

function makeControls(frame, set) {
  const activation = keepsKeys(html("select", { "data-testid": "activation", "aria-label": "activation" },
    ...frame.activations.map((name) => html("option", { value: name }, name))));
  activation.addEventListener("change", () => set({ activation: activation.value }));
  const sigma = slider("sigma", "standard deviation of the weights", { min: frame.least, max: frame.most, step: frame.step },
    (value) => set({ sigma: Number(value.toFixed(2)) }));
  const depth = slider("depth", "number of layers", { min: frame.shallowest, max: frame.deepest, step: 1 }, (value) => set({ depth: value }));
  const root = html("div", { class: "cr-controls" }, html("label", {}, "g ", activation),
    html("label", {}, html("span", {}, html("i", {}, "σ"), html("sub", {}, "W")), sigma.input, sigma.shown),
    html("label", {}, html("i", {}, "L"), depth.input, depth.shown, "layers"));
  return { root, activation, sigma, depth };
}

function given({ view, sigma, frame }) {
  return [card("sigma-card", "W", "σ of the weights", numeral(sigma)), card("width-card", "z", "n, neurons a layer", String(frame.width)),
    card("rms", "a", "rms of g′ over all hidden layers", numeral(view.rms))];
}

function verdict({ view, depth }) {
  if (!view.open) return [];
  const cards = [card("factor", "delta", "factor a layer, measured", numeral(view.factor)),
    card("end", "delta", "power of ten in layer 1", twoPlaces(view.end))];
  if (!view.guess) return cards;
  const [factor, end, when] = view.guess;
  const told = card("foretold-factor", "truth", "you foretold the factor", `${numeral(factor)} ${view.near_factor ? "✓ near" : "≠ not near"}`);
  if (when !== depth) return [told, ...cards];
  return [told, card("foretold-end", "truth", "and the power of ten", `${numeral(end)} ${view.near_end ? "✓ near" : "≠ not near"}`), ...cards];
}

function spoken({ view, activation, sigma, depth, frame }) {
  const here = `${activation}, σ ${numeral(sigma)}, ${depth} layers`;
  if (!view.open) return `${here}. By which factor does |δ| change in one step back? And which power of ten is left of it in layer 1, ${depth - 1} steps down?`;
  const missing = view.words && view.sizes.length < depth;
  const nature = view.agrees ? "✓ nature agrees with your δ" : missing ? "No δ of yours in layer 1" : "≠ your δ leaves the truth";
  const more = view.near < frame.earned ? ` ${view.near} of ${frame.earned} predictions near so far.` : " The picture follows the sliders now.";
  return `${here}: ${numeral(view.factor)} a layer. ${nature}.${more}`;
}

function makeForm(commit) {
  const field = (id, words) => html("input", { type: "text", inputmode: "decimal", autocomplete: "off", "data-testid": id, "aria-label": words });
  const factor = field("factor-input", "your factor a layer"), end = field("end-input", "your power of ten in layer 1");
  const button = html("button", { type: "submit", class: "cr-button", "data-testid": "reveal" }, "Show it");
  const complaint = html("p", { class: "cr-words", role: "alert", "data-testid": "complaint" });
  const root = html("form", { class: "cr-predict" }, html("label", { class: "cr-question" }, "factor a layer", factor),
    html("label", { class: "cr-question" }, "power of ten in layer 1", end), button);
  function enter(event) {
    event.preventDefault();
    const numbers = [asNumber(factor.value), asNumber(end.value)];
    const ready = numbers.every(Number.isFinite) && numbers[0] > 0;
    complaint.textContent = ready ? "" : "Write two numbers: a factor above 0, and a power such as -3.5.";
    if (ready) commit(numbers);
  }
  root.addEventListener("submit", enter);
  // JupyterLab swallows the keypress that would submit the form.
  for (const input of [factor, end]) input.addEventListener("keydown", (event) => { if (event.key === "Enter") enter(event); });
  return { root, factor, end, button, complaint };
}

function render({ model, el }) {
  const frame = model.get("frame");
  let waiting = false, again = false;
  // One question at a time: while Python draws, only the latest place of a slider is kept.
  function ask() {
    if (waiting) { again = true; return; }
    waiting = true;
    setAll(model, { asked: model.get("asked") + 1 });
  }
  const set = (traits) => { for (const [name, value] of Object.entries(traits)) model.set(name, value); showControls(); ask(); };
  const controls = makeControls(frame, set);
  const form = makeForm((numbers) => set({ guesses: { ...model.get("guesses"), [keyOf(now())]: [...numbers, model.get("depth")] } }));
  const status = html("p", { class: "cr-status", role: "status", "aria-live": "polite", "data-testid": "status" });
  const words = html("p", { class: "cr-words", "data-testid": "words" });
  const chart = html("div", { class: "cr-scroll" }), cards = html("div", { class: "cr-equation" }), results = html("div", { class: "cr-verdict" });
  const now = () => ({ frame, ...Object.fromEntries(["view", "activation", "sigma", "depth", "guesses"].map((name) => [name, model.get(name)])) });
  let shown = "";
  function showControls() {
    const { activation, sigma, depth } = now();
    controls.activation.value = activation;
    for (const [each, value] of [[controls.sigma, sigma], [controls.depth, depth]]) {
      if (document.activeElement !== each.input) each.input.value = value;
      each.shown.textContent = each === controls.sigma ? twoPlaces(value) : String(value);
    }
  }
  function update() {
    const state = now();
    if (state.view.asked >= model.get("asked")) waiting = false;
    if (!waiting && again) { again = false; ask(); }
    showControls();
    if (shown !== keyOf(state)) { shown = keyOf(state); form.factor.value = ""; form.end.value = ""; form.complaint.textContent = ""; }
    const said = spoken(state);
    chart.replaceChildren(drawDepth(state.view, state.depth, frame.deepest - 1, said));
    cards.replaceChildren(...given(state));
    results.replaceChildren(...verdict(state));
    words.textContent = state.view.words ? `${state.view.words[0].toUpperCase()}${state.view.words.slice(1)}.` : "";
    if (status.textContent !== said) status.textContent = said;
  }
  const root = withKeys(html("div", { class: "cr cr-depth", "data-lm-suppress-shortcuts": "true", "data-testid": "depth-explorer" },
    controls.root, chart, html("div", { class: "cr-panel" }, status, cards, form.root, form.complaint, results, words)));
  el.append(root);
  return watch(model, ["view"], update);
}

export default { render };
