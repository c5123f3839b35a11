"""The still picture of the four nodes, for a page without a kernel."""

from chainrule.explore.four_nodes import NAMES
from chainrule.explore.image import as_image
from chainrule.numerals import numeral
from chainrule.palette import colour

PLACES = ((75, 130), (300, 55), (300, 205), (540, 130))
WIDTHS = (84, 112, 128, 112)
TONES = ("truth", "path-1", "path-2", "cost")
WIRES = ((0, 1, "path-1"), (0, 2, "path-2"), (1, 3, "path-1"), (2, 3, "path-2"))


def still(now, caption):
    """HTML with the graph at rest, the ratios on its wires, and `caption` as its text."""
    shapes = [
        *(_wire(wire, ratio) for wire, ratio in zip(WIRES, now.ratios, strict=True)),
        *(_node(i, value) for i, value in enumerate(now.values)),
    ]
    return as_image("".join(shapes), 640, 260, caption, font_size=13, text_anchor="middle")


def _wire(wire, ratio):
    start, end, tone = wire
    (x1, y1), (x2, y2) = PLACES[start], PLACES[end]
    x1, x2 = x1 + WIDTHS[start] / 2, x2 - WIDTHS[end] / 2
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    x, y = x + (14 if end == 3 else -14), y + (-12 if y < PLACES[0][1] else 22)  # Outside the diamond.
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour(tone)}" stroke-width="2"/>'
        f'<text x="{x}" y="{y}" fill="{colour(tone)}">× {numeral(ratio)}</text>'
    )


def _node(i, value):
    (x, y), width = PLACES[i], WIDTHS[i]
    return (
        f'<rect x="{x - width / 2}" y="{y - 27}" width="{width}" height="54" rx="10" fill="none" '
        f'stroke="{colour(TONES[i])}" stroke-width="1.8"/>'
        f'<text x="{x}" y="{y - 5}">{NAMES[i]}</text>'
        f'<text x="{x}" y="{y + 16}">{numeral(value)}</text>'
    )
