"""The still picture of a network, for a page without a kernel: an SVG with words, on paper of its own."""

from chainrule.explore.image import as_image
from chainrule.numerals import numeral
from chainrule.palette import colour

SERIF = 'font-family="STIX Two Text, Cambria, Times New Roman, serif" font-style="italic"'


def still(scene, caption, chosen=(0, 0), tags=None):
    """HTML with the drawing of `scene` as it stands, and `caption` as its text.

    `chosen` (layer, index) is the neuron whose wires are lit; `tags` are words below neurons, by "layer-index".
    """
    shapes = [
        *(_wire(wire, chosen) for wire in scene["wires"]),
        *(_link(link) for link in scene.get("links") or _links_to_cost(scene)),
        *(_neuron(neuron, scene["radius"], chosen) for neuron in scene["neurons"]),
        *(_tag(neuron, scene["radius"], tags or {}) for neuron in scene["neurons"]),
        _cost(scene["cost"]),
        *(f'<text x="{each["x"]}" y="24" font-size="13">{each["title"]}</text>' for each in scene["layers"]),
    ]
    return as_image("".join(shapes), scene["width"], scene["height"], caption, text_anchor="middle")


def _wire(wire, chosen):
    """A wire in its path's colour where it leaves the chosen neuron, faint elsewhere."""
    lit = (wire["layer"] - 1, wire["j"]) == chosen
    stroke = colour(f"path-{(wire['k'] - 1) % 3 + 1}") if lit else colour("W")
    line = _line(wire["x1"], wire["y1"], wire["x2"], wire["y2"], stroke, wire["thickness"])
    return f'<g opacity="{1 if lit else 0.35}">{line}{_sign(wire, stroke)}</g>'


def _sign(wire, stroke):
    """A dot where a weight is positive, a bar across where it is negative: the sign without the colour."""
    x, y = wire["x2"], wire["y2"]
    if wire["weight"] >= 0:
        return f'<circle cx="{x}" cy="{y}" r="4.5" fill="{stroke}"/>'
    dx, dy = wire["x2"] - wire["x1"], wire["y2"] - wire["y1"]
    across = 8 / (dx**2 + dy**2) ** 0.5
    return _line(x - dy * across, y + dx * across, x + dy * across, y - dx * across, stroke, 3.5)


def _line(x1, y1, x2, y2, stroke, width):
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{stroke}" stroke-width="{width}"/>'


def _neuron(neuron, radius, chosen):
    x, y = neuron["x"], neuron["y"]
    ring = (colour("delta"), 3.5) if (neuron["layer"], neuron["index"]) == chosen else (colour(neuron["symbol"]), 1.8)
    body = f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#fff" stroke="{ring[0]}" stroke-width="{ring[1]}"/>'
    value = f'<text x="{x}" y="{y + 16}" font-size="13">{numeral(neuron["value"])}</text>'
    return body + _symbol(neuron, x, y - 3) + value


def _tag(neuron, radius, tags):
    words = tags.get(f"{neuron['layer']}-{neuron['index']}")
    if not words:
        return ""
    x, top, width = neuron["x"], neuron["y"] + radius + 4, 8 * len(words) + 8
    place = f'x="{x - width / 2}" y="{top}" width="{width}" height="22" rx="6"'
    text = f'<text x="{x}" y="{top + 15}" font-size="12.5">{words}</text>'
    return f'<rect {place} fill="#fff" stroke="{colour("delta")}"/>{text}'


def _symbol(neuron, x, y):
    scripts = (
        f'<tspan font-size="10" dy="-6">({neuron["layer"]})</tspan>'
        f'<tspan font-size="10" dx="-12" dy="10">{neuron["index"]}</tspan>'
    )
    return f'<text x="{x}" y="{y}" font-size="17" {SERIF}>{neuron["symbol"]}{scripts}</text>'


def _links_to_cost(scene):
    last = max(neuron["layer"] for neuron in scene["neurons"])
    cost = scene["cost"]
    for neuron in scene["neurons"]:
        if neuron["layer"] == last:
            start, end = neuron["x"] + scene["radius"], cost["x"] - scene["radius"]
            yield {"x1": start, "y1": neuron["y"], "x2": end, "y2": cost["y"]}


def _link(link):
    return _line(link["x1"], link["y1"], link["x2"], link["y2"], colour("frozen"), 1)


def _cost(cost):
    x, y = cost["x"], cost["y"]
    return (
        f'<rect x="{x - 26}" y="{y - 26}" width="52" height="52" rx="9" fill="none" stroke="{colour("cost")}" '
        f'stroke-width="1.8"/><text x="{x}" y="{y - 4}" font-size="17" {SERIF}>c</text>'
        f'<text x="{x}" y="{y + 16}" font-size="13">{numeral(cost["value"])}</text>'
    )
