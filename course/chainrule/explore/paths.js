// The path-sum explorer: choose a neuron, predict its delta, see its paths, their sum, times g'.

// Everything the picture and the panel say, from the widget's traits: pure.
function read(model) {
  const [layer, neuron, view] = [model.get("layer"), model.get("neuron"), model.get("view")];
  const key = `${layer}-${neuron}`;
  const frozen = model.get("frozen");
  const isFrozen = (k) => frozen.some(([l, j, to]) => l === layer + 1 && j === neuron && to === k);
  const weights = model.get("scene").wires.filter((wire) => wire.layer === layer + 1 && wire.j === neuron);
  const paths = weights.map(({ k, weight }) => {
    const delta = view.delta_next[k - 1];
    return { k, weight, delta, frozen: isFrozen(k), term: delta * weight };
  });
  const sum = paths.reduce((total, path) => total + (path.frozen ? 0 : path.term), 0);
  const guess = model.get("guesses")[key];
  const stage = guess === undefined ? SHOWN.hidden : model.get("stages")[key] ?? SHOWN.hidden;
  const slope = view.slopes[neuron - 1];
  return { layer, neuron, key, view, frozen, paths, sum, slope, result: sum * slope, guess, stage, mark: view.marks[key] };
}

function chipOf({ layer, neuron, stage }, path) {
  const W = (plain) => letters("W", null, `${neuron}${path.k}`, plain);
  if (path.frozen) return "frozen";
  if (stage < SHOWN.paths) return W(` = ${numeral(path.weight)}`);
  const [letter, ...rest] = W(` = ${numeral(path.term)}`);
  letter.setAttribute("dy", -3);
  return [...letters("δ", null, String(path.k)), letter, ...rest];
}

// `shift`, -1 or 1, says to which side a wide tag gives way to the chips of the lit wires.
function tagOf(index, given, mark, shift) {
  const delta = (plain) => letters("δ", null, String(index), plain);
  if (mark && !mark.agrees) return { kind: "wrong", shift: 20 * shift, lines: [`yours ${mark.yours === null ? "none" : numeral(mark.yours)}`, `measured ${numeral(mark.measured)}`] };
  if (mark) return { kind: "right", shift: 14 * shift, lines: [delta(` = ${numeral(mark.yours)} ✓`)] };
  return given && { kind: "given", shift: 4 * shift, lines: [delta(` = ${numeral(given.value)}`)] };
}

function pictureState(now, pulse) {
  const { view } = now;
  const tags = {}, labels = {};
  for (const name of new Set([...Object.keys(view.deltas), ...Object.keys(view.marks)])) {
    const [given, mark] = [view.deltas[name], view.marks[name]];
    tags[name] = tagOf(name.split("-")[1], given, mark, name.startsWith(`${now.layer}-`) ? -1 : 1);
    labels[name] = mark ? `delta yours ${numeral(mark.yours)}, measured ${numeral(mark.measured)}` : `delta ${numeral(given.value)}`;
  }
  const chips = Object.fromEntries(now.paths.map((path) => [`${now.layer + 1}-${now.neuron}-${path.k}`, chipOf(now, path)]));
  return { layer: now.layer, neuron: now.neuron, frozen: now.frozen, chips, tags, labels, pulse };
}

function render({ model, el }) {
  const set = (traits) => setAll(model, traits);
  let pulse = null;
  const act = {
    commit(to) {
      const { key, guess, stage } = read(model);
      const number = guess ?? asNumber(panel.input.value);
      if (!Number.isFinite(number)) {
        panel.status.textContent = "Write a number first, such as −0.3: a guess you can be wrong about is what you learn from.";
        return panel.input.focus();
      }
      pulse = "back";
      set({ guesses: { ...model.get("guesses"), [key]: number }, stages: { ...model.get("stages"), [key]: to ?? stage + 1 } });
    },
    back() { if (model.get("layer") > 1) { pulse = "back"; set({ layer: model.get("layer") - 1, neuron: 1, frozen: [] }); } },
    release() { set({ frozen: [] }); },
    restart() { set({ layer: model.get("view").top, neuron: 1, frozen: [], guesses: {}, stages: {} }); panel.input.value = ""; },
  };
  const panel = makePanel(act);
  const drawing = drawNetwork(model.get("scene"), {
    onNeuron: ({ index }) => { pulse = "back"; set({ neuron: index }); },
    onWire: (wire) => set({ frozen: toggled(model.get("frozen"), wire) }),
  });
  const root = withKeys(html("div", { class: "cr", "data-lm-suppress-shortcuts": "true", "data-testid": "paths" },
    html("div", { class: "cr-scroll" }, drawing.picture), panel.root));
  function update() {
    const now = read(model);
    // Between a step back and Python's answer the view is still the last layer's: wait for it.
    if (now.view.layer !== now.layer) return;
    drawing.update(pictureState(now, pulse));
    updatePanel(panel, now);
    pulse = null;
  }
  el.append(root);
  return watch(model, ["view", "layer", "neuron", "frozen", "guesses", "stages"], update);
}

export default { render };
