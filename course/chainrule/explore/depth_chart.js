// The chart of the depth explorer: powers of ten of |delta| against the steps back from the top layer.

const CHART = { width: 760, height: 330, left: 58, right: 742, top: 36, bottom: 288 };

// From the lowest to the highest power of ten that must be seen, in whole steps, never fewer than five apart.
function rangeOf({ sizes = [], measured = [], guess }, steps) {
  const all = [0, ...[...sizes, ...measured].map(([, power]) => power).filter((power) => power !== null)];
  if (guess) all.push(steps * Math.log10(guess[0]));
  // A wild guess must not flatten what there is to see.
  const [low, high] = [Math.max(-80, Math.min(...all)), Math.min(60, Math.max(...all))];
  const step = [1, 2, 5, 10, 20, 50].find((each) => (high - low) / each <= 7) ?? 50;
  return { step, low: Math.min(-2, Math.floor(low / step) * step), high: Math.max(2, Math.ceil(high / step) * step) };
}

function scalesOf(view, steps, most) {
  const { step, low, high } = rangeOf(view, steps);
  const x = (back) => CHART.left + (back / most) * (CHART.right - CHART.left);
  const y = (power) => CHART.bottom - ((power - low) / (high - low)) * (CHART.bottom - CHART.top);
  return { x, y, step, low, high };
}

function tenTo(power, attributes) {
  return svg("text", attributes, "10", svg("tspan", { class: "cr-script", dy: -5 }, String(power).replace("-", MINUS)));
}

function axes({ x, y, step, low, high }, most) {
  const powers = [];
  for (let power = Math.ceil(low / step) * step; power <= high; power += step) powers.push(power);
  const across = Array.from({ length: Math.floor(most / 10) + 1 }, (_, i) => 10 * i);
  return [
    ...powers.flatMap((power) => [
      svg("line", { class: power ? "cr-gridline" : "cr-one", x1: CHART.left, x2: CHART.right, y1: y(power), y2: y(power) }),
      tenTo(power, { class: "cr-soft", x: CHART.left - 10, y: y(power) + 5, "text-anchor": "end" })]),
    ...across.map((back) => svg("text", { class: "cr-soft", x: x(back), y: CHART.bottom + 18, "text-anchor": "middle" }, String(back))),
    svg("text", { class: "cr-soft", x: CHART.right, y: CHART.bottom + 36, "text-anchor": "end" }, "steps back from the top layer"),
    svg("text", { x: CHART.left - 50, y: 13 }, "|δ| of a layer"),
  ];
}

const clipped = (scale, power) => Math.max(scale.low, Math.min(scale.high, power));

// Your prediction as a line that starts at the top layer's 1, no further than the paper goes.
function foretold(scale, steps, [factor, end, depth]) {
  const slope = Math.log10(factor);
  const reach = slope ? Math.min(steps, (slope < 0 ? scale.low : scale.high) / slope) : steps;
  const line = svg("line", { class: "cr-foretold", "data-testid": "foretold", x1: scale.x(0), y1: scale.y(0), x2: scale.x(reach), y2: scale.y(reach * slope) });
  if (depth !== steps + 1) return [line];
  const [x, y] = [scale.x(steps), scale.y(clipped(scale, end))];
  return [line, svg("path", { class: "cr-goal", d: `M${x} ${y - 8}L${x + 8} ${y}L${x} ${y + 8}L${x - 8} ${y}Z` })];
}

function found(scale, { sizes, measured }) {
  const line = sizes.filter(([, power]) => power !== null).sort(([a], [b]) => a - b)
    .map(([back, power]) => `${scale.x(back).toFixed(1)},${scale.y(clipped(scale, power)).toFixed(1)}`).join(" ");
  return [svg("polyline", { class: "cr-sizes", points: line, "data-testid": "sizes" }),
    ...measured.map(([back, power]) => svg("circle", { class: "cr-pushed", cx: scale.x(back), cy: scale.y(power), r: 4.5 }))];
}

function key(open, guess) {
  if (!open) return [];
  return [svg("text", { class: "cr-key", x: CHART.right, y: 13 }, ...(guess ? [svg("tspan", {}, "- -  ◇ foretold    ")] : []),
    svg("tspan", { class: "cr-mine" }, "— yours    "), svg("tspan", { class: "cr-nature" }, "○ a few pushes"))];
}

function drawDepth(view, depth, most, said) {
  const steps = depth - 1;
  const scale = scalesOf(view, steps, most);
  const shapes = view.open ? [...(view.guess ? foretold(scale, steps, view.guess) : []), ...found(scale, view)]
    : [svg("text", { class: "cr-waiting", x: (CHART.left + CHART.right) / 2, y: scale.y(1) - 12 }, "Foretell it first, then it is drawn.")];
  return svg("svg", { class: "cr-deep", viewBox: `0 0 ${CHART.width} ${CHART.height}`, role: "img", "aria-label": said, "data-testid": "chart" },
    ...axes(scale, most), ...shapes, svg("circle", { class: "cr-top", cx: scale.x(0), cy: scale.y(0), r: 5 }), ...key(view.open, view.guess));
}
