// The wires explorer: nudge one neuron, freeze and release its wires, read what moves. No formula, only ratios.

const MOST = 0.25; // The largest nudge.
const STEPS = { ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 };

function pictureState(model, pulse) {
  const [layer, neuron, view] = [model.get("layer"), model.get("neuron"), model.get("view")];
  const tags = { cost: { kind: "cost", lines: [`Δc ${signed(view.dc)}`] } };
  const chips = {};
  view.dz.forEach((dz, i) => {
    tags[`${layer + 1}-${i + 1}`] = { kind: "z", lines: [`Δz ${signed(dz)}`] };
    const { weight } = model.get("scene").wires.find((wire) => wire.layer === layer + 1 && wire.j === neuron && wire.k === i + 1);
    chips[`${layer + 1}-${neuron}-${i + 1}`] = view.released[i] ? letters("W", null, `${neuron}${i + 1}`, ` = ${numeral(weight)}`) : "frozen";
  });
  tags[`${layer}-${neuron}`] = { kind: "given", lines: [`Δa ${signed(model.get("nudge"))}`] };
  return { layer, neuron, frozen: model.get("frozen"), chips, tags, labels: {}, pulse };
}

// A bar from nought to `move`; `reach` is the longest that can come, so that bars do not jump.
function barRow(id, tone, name, move, nudge, reach) {
  const width = Math.min(50, (50 * Math.abs(move)) / reach);
  const bar = html("span", { class: "cr-bar", style: `width:${width}%; left:${move < 0 ? 50 - width : 50}%; --tone: var(--cr-${tone})` });
  return html("tr", { "data-testid": id }, html("th", { scope: "row" }, ...name), html("td", { class: "cr-track" }, bar),
    html("td", { class: "cr-number" }, signed(move)), html("td", { class: "cr-number" }, nudge ? numeral(move / nudge) : "–"));
}

function namesOf(released, layer) {
  const open = released.flatMap((each, i) => (each ? [symbol("z", layer + 1, i + 1)] : []));
  if (!open.length) return ["no wire"];
  return [...open.flatMap((each, i) => (i ? [" and ", each] : [each])), ...(open.length === 1 ? [" only"] : [])];
}

function tables(model) {
  const [layer, nudge, view] = [model.get("layer"), model.get("nudge"), model.get("view")];
  const moved = view.dz.map((dz, i) => barRow(`move-z-${i + 1}`, `path-${(i % 3) + 1}`, [symbol("z", layer + 1, i + 1)], dz, nudge, view.reach));
  moved.push(barRow("move-c", "cost", [html("i", {}, "c")], view.dc, nudge, view.reach));
  const tried = view.tried.map((each) => {
    const row = barRow(`tried-${each.released.map(Number).join("")}`, "cost", namesOf(each.released, layer), each.dc, nudge, view.reach);
    row.classList.toggle("cr-now", each.now);
    return row;
  });
  return [table("what moves now", ["", "", "move", "move ÷ nudge"], moved),
    table("how c moved with the wires you tried", ["carried through", "", "move of c", "move ÷ nudge"], tried)];
}

function spoken(model) {
  const [neuron, layer, nudge, view] = [model.get("neuron"), model.get("layer"), model.get("nudge"), model.get("view")];
  const open = view.released.filter(Boolean).length;
  const wires = open ? `${open} of ${view.released.length} wires released` : "every wire frozen";
  return `Neuron ${neuron} of layer ${layer} nudged by ${signed(nudge)}, ${wires}: c moves by ${signed(view.dc)}.`;
}

function render({ model, el }) {
  const set = (traits) => setAll(model, traits);
  let pulse = null;
  const slider = html("input", { type: "range", min: -MOST, max: MOST, step: 0.01, "data-testid": "nudge" });
  const shown = html("output", { class: "cr-number", "data-testid": "nudge-value" });
  const label = html("label", { class: "cr-question" });
  const release = html("button", { type: "button", class: "cr-button", "data-testid": "release-all" }, "Release all wires");
  const status = html("p", { class: "cr-status", role: "status", "aria-live": "polite", "data-testid": "status" });
  const moves = html("div", { class: "cr-tables" });
  slider.addEventListener("input", () => set({ nudge: Number(slider.value) }));
  slider.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    slider.value = Number(slider.value) + step;
    set({ nudge: Number(slider.value) });
  });
  release.addEventListener("click", () => set({ frozen: [] }));
  const drawing = drawNetwork(model.get("scene"), {
    onNeuron: ({ index }) => { pulse = "forward"; set({ neuron: index }); },
    onWire: (wire) => { pulse = "forward"; set({ frozen: toggled(model.get("frozen"), wire) }); },
  });
  const panel = html("div", { class: "cr-panel", "data-testid": "panel" }, status,
    html("div", { class: "cr-predict" }, label, slider, shown, release), moves);
  function update() {
    const [neuron, layer, nudge] = [model.get("neuron"), model.get("layer"), model.get("nudge")];
    drawing.update(pictureState(model, pulse));
    pulse = null;
    label.replaceChildren("nudge ", symbol("a", layer, neuron), " by");
    slider.setAttribute("aria-label", `nudge of a, neuron ${neuron} of layer ${layer}`);
    if (document.activeElement !== slider) slider.value = nudge;
    shown.textContent = signed(nudge);
    release.setAttribute("aria-disabled", String(!model.get("frozen").length));
    moves.replaceChildren(...tables(model));
    status.textContent = spoken(model);
  }
  el.append(withKeys(html("div", { class: "cr", "data-lm-suppress-shortcuts": "true", "data-testid": "wires" },
    html("div", { class: "cr-scroll" }, drawing.picture), panel)));
  return watch(model, ["view", "neuron", "nudge", "frozen"], update);
}

export default { render };
