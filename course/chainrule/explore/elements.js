// What every explorer is built from: numbers and letters as on the sheet, elements, keys, and the widget's traits.

const SVG = "http://www.w3.org/2000/svg";
const MINUS = "−";
const NOUGHT = 1e-12;

// Three significant digits, fewer where they say all, a true minus sign: the same as chainrule.numerals.
function numeral(x) {
  if (x === null || x === undefined) return "?";
  if (Number.isNaN(x)) return "NaN";
  if (Math.abs(x) === Infinity) return x > 0 ? "∞" : `${MINUS}∞`;
  if (Math.abs(x) < NOUGHT) return "0";
  const short = Math.abs(x) >= 10 ? Math.round(x) : Number(x.toPrecision(2));
  const small = Math.abs(x) < 1e-3 || Math.abs(x) >= 1e4;
  if (!small && Math.abs(x - short) < NOUGHT) return String(short).replace("-", MINUS);
  return (small ? x.toExponential(1).replace("+", "") : x.toPrecision(3)).replaceAll("-", MINUS);
}

const known = (x) => x !== null && x !== undefined;
const signed = (x) => (x > NOUGHT ? "+" : "") + numeral(x);
const bracketed = (x) => (x < 0 ? `(${numeral(x)})` : numeral(x));

// The number that somebody typed, with any minus sign and either decimal mark; NaN where there is none.
function asNumber(text) {
  const plain = text.trim().replace(MINUS, "-").replace(",", ".");
  return plain === "" ? NaN : Number(plain);
}

function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  // Jupyter looks for a shortcut from the focused element upwards: it must not find one before it is told to let be.
  if ("tabindex" in attributes || /^(input|select|button)$/i.test(element.tagName)) element.setAttribute("data-lm-suppress-shortcuts", "true");
  element.append(...children);
  return element;
}
const svg = (name, attributes = {}, ...children) => build(document.createElementNS(SVG, name), attributes, children);
const html = (name, attributes = {}, ...children) => build(document.createElement(name), attributes, children);

// A letter with its layer above and its index below, as on the sheet: in SVG, in HTML, and said aloud.
function letters(base, layer, index, plain = "") {
  const up = layer === null ? [] : [svg("tspan", { class: "cr-script", dy: -5 }, `(${layer})`)];
  const back = layer === null ? { dy: 3 } : { dx: -11.5, dy: 9 };
  const rest = plain ? [svg("tspan", { class: "cr-plain", dy: -3 }, plain)] : [];
  return [svg("tspan", { class: "cr-letter" }, base), ...up, svg("tspan", { class: "cr-script", ...back }, index), ...rest];
}
function symbol(base, layer, index) {
  const scripts = html("span", { class: "cr-scripts" }, html("span", {}, `(${layer})`), html("span", {}, String(index)));
  return html("span", { class: "cr-symbol" }, html("i", {}, base), scripts);
}

// A number under its name, in its quantity's colour; the title is a text, or a list of what it is made of.
function card(id, tone, title, number, quiet = false) {
  const named = id ? { "data-testid": id } : {};
  return html("span", { class: `cr-card${quiet ? " cr-quiet" : ""}`, style: `--tone: var(--cr-${tone})`, ...named },
    html("span", { class: "cr-cardtitle" }, ...[].concat(title)), html("span", { class: "cr-number" }, number));
}
const operator = (text) => html("span", { class: "cr-operator" }, text);

function table(caption, heads, rows) {
  return html("table", {}, html("caption", {}, caption),
    html("thead", {}, html("tr", {}, ...heads.map((head) => (head ? html("th", { scope: "col" }, head) : html("td"))))), html("tbody", {}, ...rows));
}

// Keys that a button answers to, for shapes in SVG.
function pressable(element, act) {
  element.addEventListener("click", act);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
}

// JupyterLab keeps some keys to itself, so buttons answer to Enter and Space by themselves.
function withKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.target.tagName !== "BUTTON" || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    event.target.click();
  });
  return root;
}

// JupyterLab would take arrows and digits too, so they go no further than the element they are meant for.
function keepsKeys(element) {
  element.addEventListener("keydown", (event) => event.key !== "Tab" && event.stopPropagation());
  return element;
}

// The list of frozen wires with one wire frozen, or released if it was frozen.
function toggled(frozen, { layer, j, k }) {
  const rest = frozen.filter(([l, from, to]) => l !== layer || from !== j || to !== k);
  return rest.length < frozen.length ? rest : [...frozen, [layer, j, k]];
}

// Redraw on every change of these traits; returns what stops it.
function watch(model, traits, update) {
  const events = traits.map((name) => `change:${name}`).join(" ");
  model.on(events, update);
  update();
  return () => model.off(events, update);
}

function setAll(model, traits) {
  for (const [name, value] of Object.entries(traits)) model.set(name, value);
  model.save_changes();
}
