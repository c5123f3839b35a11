// The bug zoo: a form for the fixture, a cage for each animal, and the fixture as it is written in Python.

function whole(id, words, value, least, most, act) {
  const input = keepsKeys(html("input", { type: "number", min: least, max: most, step: 1, value, "aria-label": words, "data-testid": id }));
  // Who types a number means it to take the place of the one that stands there.
  input.addEventListener("focus", () => input.select());
  input.addEventListener("change", () => {
    const number = Math.round(Number(input.value));
    act(Math.max(least, Math.min(most, Number.isFinite(number) ? number : least)));
  });
  return input;
}

function choice(id, words, options, chosen, act) {
  const select = keepsKeys(html("select", { "aria-label": words, "data-testid": id },
    ...options.map((each) => html("option", { value: each, ...(each === chosen ? { selected: "" } : {}) }, each))));
  select.addEventListener("change", () => act(select.value));
  return select;
}

function layerFields({ sizes, activations }, frame, set) {
  return sizes.map((n, l) => {
    const width = whole(`width-${l}`, `the width n_${l}`, n, 1, frame.most.width, (value) => set({ sizes: sizes.with(l, value) }));
    const below = l ? [choice(`g-${l}`, `the activation of layer ${l}`, frame.activations, activations[l - 1],
      (name) => set({ activations: activations.with(l - 1, name) }))] : [];
    return html("span", { class: "cr-layer" }, html("span", {}, l ? `layer ${l}` : "inputs"), ...below, width);
  });
}

function depthButtons({ sizes, activations }, frame, set) {
  const button = (id, words, possible, act) => {
    const made = html("button", { type: "button", class: "cr-button", "data-testid": id, ...(possible ? {} : { disabled: "" }) }, words);
    made.addEventListener("click", act);
    return made;
  };
  // A new layer comes before the last one, which stays what it is.
  const more = () => set({ sizes: sizes.toSpliced(-1, 0, 2), activations: activations.toSpliced(-1, 0, "tanh") });
  const fewer = () => set({ sizes: sizes.toSpliced(-2, 1), activations: activations.toSpliced(-2, 1) });
  return [button("more", "+ layer", sizes.length <= frame.most.layers, more), button("fewer", "− layer", sizes.length > 2, fewer)];
}

function form(fixture, frame, set) {
  const symmetric = keepsKeys(html("input", { type: "checkbox", "data-testid": "symmetric", ...(fixture.symmetric ? { checked: "" } : {}) }));
  symmetric.addEventListener("change", () => set({ symmetric: symmetric.checked }));
  const seed = whole("seed", "the seed", fixture.seed, 0, frame.most.seed, (value) => set({ seed: value }));
  seed.classList.add("cr-seed");
  return [
    html("div", { class: "cr-form" }, ...layerFields(fixture, frame, set), ...depthButtons(fixture, frame, set)),
    html("div", { class: "cr-form" },
      html("label", {}, html("i", {}, "N"), whole("N", "N, the number of examples", fixture.N, 1, frame.most.N, (value) => set({ N: value }))),
      html("label", {}, "cost", choice("cost", "the cost", frame.costs, fixture.cost, (name) => set({ cost: name }))),
      html("label", {}, symmetric, "square W symmetric"), html("label", {}, "seed", seed)),
  ];
}

const SAID = { exposed: "exposed", passes: "passes", doubtful: "hard to say", stops: "stops: shapes" };
const size = (error) => (error === null ? "" : ` ${error > 0 && error < 1e-3 ? error.toExponential(0).replaceAll("-", MINUS) : error.toPrecision(2)}`);

function cage({ letter, verdict, told, block, error }) {
  const found = block ? `${block}${size(error)}` : "";
  return html("li", { class: `cr-cage ${told ? "cr-told" : "cr-missed"}`, "data-testid": `animal-${letter}` },
    html("span", { class: "cr-mark", "aria-hidden": "true" }, told ? "✓" : "✗"), html("b", {}, letter),
    html("span", {}, SAID[verdict]), html("span", {}, found || "\u00a0"));
}

function cages(rows) {
  return [["Wrong ones, to be exposed", false], ["Right ones, which must pass", true]].flatMap(([title, right]) => {
    const group = rows.filter((each) => each.right === right);
    return [html("p", { class: "cr-heading" }, `${title}: ${group.filter((each) => each.told).length} of ${group.length}`),
      html("ul", { class: "cr-cages" }, ...group.map(cage))];
  });
}

function score({ rows, size, smallest }) {
  if (!rows.length) return "";
  const missed = rows.filter((each) => !each.told).length;
  const best = smallest === null ? "" : ` Your smallest that tells all: ${smallest}.`;
  return `Size ${size}. ${missed ? `${missed} animals are not told.` : "✓ All are told."}${best}`;
}

function render({ model, el }) {
  const set = (part) => setAll(model, { fixture: { ...model.get("fixture"), ...part } });
  const fields = html("div"), zoo = html("div", { "data-testid": "cages" });
  const status = html("p", { class: "cr-status cr-score", role: "status", "aria-live": "polite", "data-testid": "status" });
  const words = html("p", { class: "cr-words", "data-testid": "words" });
  const python = html("pre", { "data-testid": "python", tabindex: "0", role: "region", "aria-label": "this fixture in Python" });
  function drawForm() {
    // The field that was changed is made anew; the keyboard must find it again where it was.
    const held = fields.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    fields.replaceChildren(...form(model.get("fixture"), model.get("frame"), set));
    if (held) fields.querySelector(`[data-testid="${held}"]`)?.focus();
  }
  function drawZoo() {
    const [rows, size, smallest] = ["rows", "size", "smallest"].map((name) => model.get(name));
    zoo.replaceChildren(...(rows.length ? cages(rows) : []));
    const said = score({ rows, size, smallest });
    if (status.textContent !== said) status.textContent = said;
    words.textContent = model.get("words");
    python.textContent = model.get("text");
  }
  const root = withKeys(html("div", { class: "cr cr-zoo", "data-lm-suppress-shortcuts": "true", "data-testid": "zoo" },
    fields, html("div", { class: "cr-panel" }, status, words, zoo, python)));
  el.append(root);
  // A Tab changes a field, then moves on: the form is made anew where the keyboard has arrived.
  const soon = () => setTimeout(drawForm);
  const stops = [watch(model, ["fixture"], soon), watch(model, ["rows", "size", "smallest", "words", "text"], drawZoo)];
  return () => stops.forEach((stop) => stop());
}

export default { render };
