// The V-curve lab: error against step on two log axes; a cursor at one h, and what is left of f's digits there.

const BOX = { width: 860, height: 400, left: 62, right: 26, top: 34, bottom: 44 };
const SCHEMES = [["forward", "path-2"], ["central", "path-1"], ["complex", "path-3"]];
const LOW = -17, HIGH = 0.6, FIRST = -12, LAST = 0;

const xOf = (h) => BOX.left + ((Math.log10(h) - FIRST) / (LAST - FIRST)) * (BOX.width - BOX.left - BOX.right);
const yOf = (error) => BOX.top + ((HIGH - Math.log10(error)) / (HIGH - LOW)) * (BOX.height - BOX.top - BOX.bottom);
const power = (e) => (e === 0 ? "1" : `1e${e}`.replace("-", MINUS));

function grid() {
  const shapes = [];
  for (let e = -16; e <= 0; e += 4) {
    shapes.push(svg("line", { class: "cr-gridline", x1: BOX.left, x2: BOX.width - BOX.right, y1: yOf(10 ** e), y2: yOf(10 ** e) }),
      svg("text", { class: "cr-soft", x: BOX.left - 8, y: yOf(10 ** e) + 4, "text-anchor": "end" }, power(e)));
  }
  for (let e = FIRST; e <= LAST; e += 2) {
    shapes.push(svg("text", { class: "cr-soft", x: xOf(10 ** e), y: BOX.height - BOX.bottom + 20, "text-anchor": "middle" }, power(e)));
  }
  shapes.push(svg("text", { class: "cr-soft", x: BOX.width - BOX.right, y: BOX.height - 6, "text-anchor": "end" }, "the step h"),
    svg("text", { class: "cr-soft", x: 4, y: 13 }, "relative error of the measured gradient"));
  return shapes;
}

// Names stand at the left ends, where the curves are apart; the two that lie on one another there share a line.
function curveShapes(h, curves, [scheme, tone]) {
  const points = curves[scheme].map((error, i) => `${xOf(h[i]).toFixed(1)},${yOf(error).toFixed(1)}`).join(" ");
  const at = { forward: [3, -12], central: [3, 32], complex: [3, -10] }[scheme];
  const [x, y] = [xOf(h[at[0]]), yOf(curves[scheme][at[0]]) + at[1]];
  const shapes = [svg("polyline", { class: "cr-curve", points }), svg("text", { class: "cr-label", x, y }, scheme)];
  const lowest = curves.theory[scheme];
  if (lowest) {
    const [cx, cy] = [xOf(lowest[0]), yOf(lowest[1])];
    shapes.push(svg("path", { class: "cr-lowest", d: `M${cx} ${cy - 7}L${cx + 7} ${cy}L${cx} ${cy + 7}L${cx - 7} ${cy}Z` }));
  }
  return svg("g", { style: `--tone: var(--cr-${tone})`, "data-testid": `curve-${scheme}` }, ...shapes);
}

function chart({ frame, curves, at, kink }) {
  const { h, kink_at } = frame;
  const own = curves.yours.flatMap((error, i) => (known(error) ? [svg("circle", { class: "cr-own", cx: xOf(h[i]), cy: yOf(error), r: 4 })] : []));
  const cliff = kink ? [svg("line", { class: "cr-kink", x1: xOf(kink_at), x2: xOf(kink_at), y1: BOX.top, y2: BOX.height - BOX.bottom })] : [];
  const name = kink ? [svg("text", { class: "cr-kinkname", x: xOf(kink_at) + 6, y: BOX.height - BOX.bottom - 8 }, "a ReLU's kink lies this far off")] : [];
  const cursor = svg("line", { class: "cr-cursor", x1: xOf(h[at]), x2: xOf(h[at]), y1: BOX.top, y2: BOX.height - BOX.bottom });
  return [...grid(), ...cliff, ...SCHEMES.map((each) => curveShapes(h, curves, each)), svg("g", { "data-testid": "own" }, ...own), cursor, ...name];
}

const short = (x) => (known(x) ? x.toExponential(1).replaceAll("-", MINUS) : "–");

// Your function is asked at every second step: between two, the one to the left is told.
function yoursAt(curves, at) {
  return curves.yours[at] ?? curves.yours[at - 1] ?? null;
}

function digits(name, text, other) {
  let shared = 0;
  while (shared < text.length && text[shared] === other[shared]) shared += 1;
  return html("p", { class: "cr-digits" }, `${name} `, html("span", { class: "cr-shared" }, text.slice(0, shared)), html("b", {}, text.slice(shared)));
}

function errorsAt({ frame, curves, at }) {
  const cell = (text) => html("td", { class: "cr-number" }, text);
  const rows = [...SCHEMES.map(([scheme]) => [scheme, short(curves[scheme][at]), short(curves.theory[scheme]?.[0]), short(curves.theory[scheme]?.[1])]),
    ["your numeric_gradient", short(yoursAt(curves, at)), "", ""]];
  const made = table(`h = ${short(frame.h[at])}`, ["", "error here", "◇ best h, theory", "its error"],
    rows.map(([name, ...numbers]) => html("tr", {}, html("th", { scope: "row" }, name), ...numbers.map(cell))));
  return build(made, { "data-testid": "table" }, []);
}

function spoken({ frame, curves, at, kind, kink }) {
  const told = SCHEMES.map(([scheme]) => `${scheme} ${short(curves[scheme][at])}`).join(", ");
  return `${kind}${kink ? ", with a kink" : ""}, h = ${short(frame.h[at])}: error ${told}, yours ${short(yoursAt(curves, at))}.`;
}

function controls(model, set) {
  const { h, kinds } = model.get("frame");
  const step = html("input", { type: "range", min: 0, max: h.length - 1, step: 1, "aria-label": "the step h", "data-testid": "step" });
  const shown = html("output", { class: "cr-number" });
  const kind = html("select", { "data-testid": "kind" }, ...kinds.map((each) => html("option", { value: each }, each)));
  const kink = html("input", { type: "checkbox", "data-testid": "kink" });
  step.addEventListener("input", () => set({ at: Number(step.value) }));
  kind.addEventListener("change", () => set({ kind: kind.value }));
  kink.addEventListener("change", () => set({ kink: kink.checked }));
  const root = html("div", { class: "cr-controls" }, html("label", {}, html("i", {}, "h"), step, shown),
    html("label", {}, "numbers in ", kind), html("label", {}, kink, "a kink close by"));
  return { root, step, shown, kind, kink };
}

function render({ model, el }) {
  const set = (traits) => setAll(model, traits);
  const panel = controls(model, set);
  const picture = svg("svg", { class: "cr-chart", role: "img", viewBox: `0 0 ${BOX.width} ${BOX.height}`, "data-testid": "chart" });
  const status = html("p", { class: "cr-status", role: "status", "aria-live": "polite", "data-testid": "status" });
  const words = html("p", { class: "cr-words", "data-testid": "words" });
  const values = html("div"), numbers = html("div");
  function update() {
    const now = Object.fromEntries(["frame", "curves", "at", "kind", "kink"].map((name) => [name, model.get(name)]));
    picture.replaceChildren(...chart(now));
    const said = spoken(now);
    picture.setAttribute("aria-label", `The error of a measured gradient against its step. ${said}`);
    if (status.textContent !== said) status.textContent = said;
    words.textContent = now.curves.words && `Your numeric_gradient: ${now.curves.words}.`;
    numbers.replaceChildren(errorsAt(now));
    const [up, down] = [now.curves.up[now.at], now.curves.down[now.at]];
    values.replaceChildren(html("p", {}, "f at one number nudged both ways. Only where the two differ is anything left:"),
      digits("f(θ + h) =", up, down), digits("f(θ − h) =", down, up));
    if (document.activeElement !== panel.step) panel.step.value = now.at;
    panel.shown.textContent = short(now.frame.h[now.at]);
    panel.step.setAttribute("aria-valuetext", short(now.frame.h[now.at]));
    panel.kind.value = now.kind;
    panel.kink.checked = now.kink;
  }
  const root = keepsKeys(html("div", { class: "cr cr-steps", "data-lm-suppress-shortcuts": "true", "data-testid": "steps" }, panel.root,
    html("div", { class: "cr-scroll" }, picture), html("div", { class: "cr-panel" }, status, words, html("div", { class: "cr-tables" }, numbers, values))));
  el.append(root);
  return watch(model, ["curves", "at"], update);
}

export default { render };
