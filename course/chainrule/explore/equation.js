// What the explorer says below the picture: the question, the equation with its numbers, the verdict.

const SHOWN = { hidden: 0, paths: 1, sum: 2, all: 3 };
const NEXT_STEP = ["One step at a time", "Add the paths", "Times g′"];

function termCard({ layer, neuron, stage }, path) {
  const title = [symbol("δ", layer + 1, path.k), symbol("W", layer + 1, `${neuron}${path.k}`)];
  const number = path.frozen ? "frozen" : `${bracketed(path.delta)} × ${bracketed(path.weight)} = ${numeral(path.term)}`;
  const shown = path.frozen || stage >= SHOWN.paths;
  return card(`term-${path.k}`, path.frozen ? "frozen" : `path-${((path.k - 1) % 3) + 1}`, title, shown ? number : "?", path.frozen);
}

function equation(now) {
  const { layer, neuron, paths, stage } = now;
  const terms = paths.flatMap((path, i) => [...(i ? [operator("+")] : []), termCard(now, path)]);
  const from = (shown, number) => (stage >= shown ? numeral(number) : "?");
  return [operator("("), ...terms, operator(")"),
    html("span", { class: "cr-line2" }, operator("="), card("sum", "truth", ["sum over paths"], from(SHOWN.sum, now.sum)),
      operator("×"), card("slope", "a", [html("i", {}, "g′"), "(", symbol("z", layer, neuron), ")"], from(SHOWN.all, now.slope)),
      operator("="), card("result", "delta", [symbol("δ", layer, neuron)], from(SHOWN.all, now.result)))];
}

function nearness(guess, truth) {
  const off = Math.abs(guess - truth);
  if (off <= 0.01 * Math.abs(truth) || off < NOUGHT) return "spot on";
  if (Math.sign(guess) !== Math.sign(truth) && truth && guess) return `other sign, off by ${numeral(off)}`;
  return `off by ${numeral(off)}`;
}

const judged = ({ agrees, yours }) => (agrees ? "✓ they agree" : yours === null ? "≠ yours has no number here" : "≠ yours leaves the truth here");

function verdict({ guess, mark }) {
  if (!mark) return [];
  const yours = mark.yours === null ? "no number" : numeral(mark.yours);
  return [card("guess", "truth", ["your prediction"], `${numeral(guess)}, ${nearness(guess, mark.measured)}`),
    card("yours", "student", ["your hidden_delta"], yours),
    card("measured", "truth", ["measured by nudging"], numeral(mark.measured)),
    html("span", { class: mark.agrees ? "cr-agrees" : "cr-differs", "data-testid": "verdict" }, judged(mark))];
}

function whose({ layer, view }) {
  if (view.whose === "measured") return `The δ of layer ${layer + 1} are given: they were measured.`;
  if (view.whose === "yours") return `The δ of layer ${layer + 1} are now your own function's.`;
  return `Your function gave no δ for layer ${layer + 1}, so the measured ones stand in.`;
}

function spoken(now) {
  const { layer, neuron, stage, mark, paths, sum, view } = now;
  const name = `δ of neuron ${neuron}, layer ${layer}`;
  if (stage === SHOWN.hidden) return `${whose(now)} Predict the ${name} before you look.`;
  if (stage === SHOWN.paths) return `${paths.length} paths: ${paths.map((p) => (p.frozen ? "frozen" : numeral(p.term))).join(" and ")}. What is their sum?`;
  if (stage === SHOWN.sum) return `The paths add up to ${numeral(sum)}. That is how c moves with a; what takes us to z?`;
  if (!mark) return `${name} …`;
  const yours = mark.yours === null ? "your function gave none" : `your function says ${numeral(mark.yours)}`;
  return `${name}: you predicted ${numeral(now.guess)} (${nearness(now.guess, mark.measured)}), ${yours}, measured ${numeral(mark.measured)}.`;
}

function makePanel(act) {
  const input = html("input", { type: "text", inputmode: "decimal", autocomplete: "off", size: 8, "data-testid": "predict-input" });
  const button = (id, text, type = "button") => html("button", { type, class: "cr-button", "data-testid": id }, text);
  const parts = {
    input,
    question: html("span", { class: "cr-question" }),
    reveal: button("reveal", "Reveal", "submit"),
    step: button("step", NEXT_STEP[0]),
    equation: html("div", { class: "cr-equation", "data-testid": "equation" }),
    verdict: html("div", { class: "cr-verdict" }),
    words: html("p", { class: "cr-words", "data-testid": "words" }),
    status: html("p", { class: "cr-status", role: "status", "aria-live": "polite", "data-testid": "status" }),
    back: button("step-back", ""),
    release: button("release-all", "Release all wires"),
    restart: button("restart", "Start again"),
  };
  const form = html("form", { class: "cr-predict" }, html("label", { class: "cr-question" }, parts.question, input), parts.reveal, parts.step);
  form.addEventListener("submit", (event) => { event.preventDefault(); act.commit(SHOWN.all); });
  // JupyterLab swallows the keypress that would submit the form.
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); act.commit(SHOWN.all); } });
  parts.step.addEventListener("click", () => act.commit(null));
  parts.back.addEventListener("click", act.back);
  parts.release.addEventListener("click", act.release);
  parts.restart.addEventListener("click", act.restart);
  const moves = html("div", { class: "cr-moves" }, parts.back, parts.release, parts.restart);
  parts.root = html("div", { class: "cr-panel", "data-testid": "panel" }, parts.status, form, parts.equation, parts.verdict, parts.words, moves);
  return parts;
}

function updatePanel(panel, now) {
  const { layer, neuron, stage, view } = now;
  panel.question.replaceChildren("Your prediction for ", symbol("δ", layer, neuron));
  panel.input.readOnly = now.guess !== undefined;
  panel.input.setAttribute("aria-label", `your prediction for delta of neuron ${neuron}, layer ${layer}`);
  if (now.guess !== undefined) panel.input.value = numeral(now.guess);
  else if (panel.shown !== now.key) panel.input.value = "";
  panel.shown = now.key;
  const onButton = [panel.reveal, panel.step].includes(document.activeElement);
  for (const part of [panel.reveal, panel.step]) part.hidden = stage === SHOWN.all;
  if (onButton && panel.reveal.hidden) panel.input.focus({ preventScroll: true });
  panel.step.textContent = NEXT_STEP[stage] ?? "";
  panel.reveal.textContent = stage === SHOWN.hidden ? "Reveal" : "Reveal all";
  panel.equation.replaceChildren(...equation(now));
  panel.verdict.replaceChildren(...verdict(now));
  panel.words.textContent = view.words && `Your hidden_delta for layer ${layer}: ${view.words}.`;
  const said = spoken(now);
  if (panel.status.textContent !== said) panel.status.textContent = said;
  panel.back.textContent = layer > 1 ? `← Step back to layer ${layer - 1}` : "Layer 1: the way back ends here";
  panel.back.setAttribute("aria-disabled", String(layer <= 1));
  panel.release.setAttribute("aria-disabled", String(!now.frozen.length));
}
