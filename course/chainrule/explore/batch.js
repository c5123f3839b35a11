// The batch explorer: how long each code's gradient comes out for N examples, layer by layer; match codes to curves.

const SHAPES = {
  circle: (x, y) => svg("circle", { cx: x, cy: y, r: 4 }),
  square: (x, y) => svg("rect", { x: x - 3.8, y: y - 3.8, width: 7.6, height: 7.6 }),
  triangle: (x, y) => svg("path", { d: `M${x} ${y - 5}L${x + 4.8} ${y + 3.6}H${x - 4.8}Z` }),
  diamond: (x, y) => svg("path", { d: `M${x} ${y - 5.4}L${x + 5.4} ${y}L${x} ${y + 5.4}L${x - 5.4} ${y}Z` }),
  cross: (x, y) => svg("path", { d: `M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x - 4} ${y + 4}L${x + 4} ${y - 4}` }),
  yours: (x, y) => svg("circle", { cx: x, cy: y, r: 6.5 }),
};

const codesOf = (choices, name) => Object.keys(choices).filter((code) => choices[code] === name).sort();
const curvesOf = (model) => model.get("scene").layers[model.get("layer")].curves;

function drawCurve({ name, mark, points, end }, right, N, codes) {
  const found = points.map((point, i) => [point, i + 1]).filter(([point]) => point);
  if (!found.length) return [];
  const line = svg("polyline", { points: found.map(([point]) => point.join()).join(" ") });
  const marks = found.map(([[x, y], at]) => {
    const shape = SHAPES[mark](x, y);
    shape.setAttribute("class", at === N ? "cr-mark cr-at" : "cr-mark");
    return shape;
  });
  const said = codes.length ? `${name} = ${codes.join(", ")}?` : name;
  const sample = SHAPES[mark](right + 16, end);
  sample.setAttribute("class", "cr-mark");
  return [svg("g", { class: `cr-curve${mark === "yours" ? " cr-yours" : ""}`, "data-testid": `curve-${name}` },
    line, ...marks, sample, svg("text", { x: right + 28, y: end + 4 }, said))];
}

function drawChart(model) {
  const { axes } = model.get("scene");
  const [layer, N, choices] = [model.get("layer"), model.get("N"), model.get("choices")];
  const { left, right, top, bottom, width, height } = axes;
  const at = axes.places[N - 1];
  const curves = [...curvesOf(model)].sort((a, b) => (b.mark === "yours") - (a.mark === "yours"));
  return svg("svg", { class: "cr-chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": spoken(model), "data-testid": "chart" },
    ...axes.y.flatMap(([y, text]) => [
      svg("line", { class: text === "1" ? "cr-one" : "cr-gridline", x1: left, x2: right, y1: y, y2: y }),
      svg("text", { class: "cr-soft", x: left - 10, y: y + 4, "text-anchor": "end" }, text)]),
    ...axes.x.map(([x, text]) => svg("text", { class: "cr-soft", x, y: bottom + 18, "text-anchor": "middle" }, text)),
    svg("line", { class: "cr-cursor", x1: at, x2: at, y1: top - 6, y2: bottom }),
    svg("text", { x: left - 60, y: 16 }, `layer ${layer}: length of the gradient ÷ true length`),
    svg("text", { x: right, y: bottom + 36, "text-anchor": "end" }, "N, the number of examples"),
    ...curves.flatMap((each) => drawCurve(each, right, N, codesOf(choices, each.name))));
}

function spoken(model) {
  const N = model.get("N");
  const told = curvesOf(model).map(({ name, values }) => {
    const value = values[N - 1];
    return `${name}: ${value ? `${numeral(value[0])} times as long` : "no gradient"}`;
  });
  return `Layer ${model.get("layer")}, N = ${N}. ${told.join("; ")}.`;
}

function lengths(model) {
  const N = model.get("N");
  const rows = curvesOf(model).map(({ name, mark, values }) => {
    const [ratio, cosine] = values[N - 1] ?? [null, null];
    return html("tr", { class: mark === "yours" ? "cr-yours-row" : "", "data-testid": `row-${name}` },
      html("th", { scope: "row" }, mark === "yours" ? "yours" : `curve ${name}`),
      html("td", { class: "cr-number" }, ratio === null ? "–" : numeral(ratio)),
      html("td", { class: "cr-number" }, cosine === null ? "–" : numeral(cosine)));
  });
  return table(`layer ${model.get("layer")}, N = ${N}`, ["", "length ÷ true", "cosine"], rows);
}

function wordsOf({ right, of, chosen }) {
  if (right === undefined) return "Choose a curve for each code.";
  if (chosen < of) return `${right} right so far; ${of - chosen} still to choose.`;
  return right === of ? `✓ All ${of} are right.` : `${right} of ${of} are right. Which curve moves when you change the layer?`;
}

function makeLayers(model, set) {
  const buttons = Array.from({ length: model.get("scene").top }, (_, i) => {
    const button = html("button", { type: "button", class: "cr-button", "data-testid": `layer-${i + 1}` }, String(i + 1));
    button.addEventListener("click", () => set({ layer: i + 1 }));
    return button;
  });
  return { buttons, root: html("span", { class: "cr-layers", role: "group", "aria-label": "layer" }, "layer ", ...buttons) };
}

function makeCodes(model, set) {
  const names = curvesOf(model).filter((each) => each.mark !== "yours").map((each) => each.name);
  const selects = new Map(model.get("scene").codes.map(({ name }) => {
    const options = [html("option", { value: "" }, "curve ?"), ...names.map((each) => html("option", { value: each }, `curve ${each}`))];
    const select = keepsKeys(html("select", { "aria-label": `curve of code ${name}`, "data-testid": `choice-${name}` }, ...options));
    select.addEventListener("change", () => {
      const { [name]: _, ...rest } = model.get("choices");
      set({ choices: select.value ? { ...rest, [name]: select.value } : rest, verdict: {} });
    });
    return [name, select];
  }));
  const rows = model.get("scene").codes.flatMap(({ name, text }) => [html("b", {}, name), html("code", {}, text), selects.get(name)]);
  return { selects, root: html("div", { class: "cr-codes" }, ...rows) };
}

function render({ model, el }) {
  const set = (traits) => setAll(model, traits);
  const most = model.get("scene").most;
  const slider = keepsKeys(html("input", { type: "range", min: 1, max: most, step: 1, "aria-label": "N, the number of examples", "data-testid": "batch-N" }));
  const shown = html("output", { class: "cr-number" });
  slider.addEventListener("input", () => set({ N: Number(slider.value) }));
  const layers = makeLayers(model, set), codes = makeCodes(model, set);
  const ask = html("button", { type: "button", class: "cr-button", "data-testid": "check-matches" }, "Check the matches");
  ask.addEventListener("click", () => set({ asked: model.get("asked") + 1 }));
  const status = html("p", { class: "cr-status", role: "status", "aria-live": "polite", "data-testid": "status" });
  const words = html("p", { class: "cr-words", "data-testid": "words" });
  const chart = html("div", { class: "cr-scroll" }), numbers = html("div");
  const matching = html("div", {}, html("p", {}, "G[n]: the gradient of example n alone, measured; G holds N of them."), codes.root, html("div", { class: "cr-moves" }, ask, status));
  const root = withKeys(html("div", { class: "cr cr-batch", "data-lm-suppress-shortcuts": "true", "data-testid": "batch" }, chart,
    html("div", { class: "cr-panel" }, html("div", { class: "cr-predict" }, html("label", { class: "cr-question" }, "N ", slider), shown, layers.root),
      words, html("div", { class: "cr-tables" }, numbers, matching))));
  function update() {
    const [layer, N, choices, verdict] = ["layer", "N", "choices", "verdict"].map((name) => model.get(name));
    chart.replaceChildren(drawChart(model));
    numbers.replaceChildren(lengths(model));
    if (document.activeElement !== slider) slider.value = N;
    shown.textContent = `N = ${N}`;
    layers.buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i + 1 === layer)));
    for (const [name, select] of codes.selects) select.value = choices[name] ?? "";
    const said = model.get("scene").layers[layer].words;
    words.textContent = said && `Your weight_gradient, layer ${layer}: ${said}.`;
    const told = wordsOf(verdict);
    if (status.textContent !== told) status.textContent = told;
  }
  el.append(root);
  return watch(model, ["layer", "N", "choices", "verdict"], update);
}

export default { render };
