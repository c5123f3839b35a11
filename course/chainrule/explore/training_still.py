"""The training explorer as a still picture: the points, and |delta| of each layer as it stood, in words."""

from chainrule.explore.image import as_image
from chainrule.numerals import numeral
from chainrule.palette import colour

SIZE = 300


def still(frame, told):
    """HTML for a page without a kernel."""
    sizes = ", ".join(f"layer {l}: {numeral(size)}" for l, size in enumerate(told["sizes"], start=1))
    words = (
        f"Two bent clouds of points, and a network {frame['sizes']} that learns to tell them apart. "
        f"|delta| of {sizes}. Run the cell to watch it learn."
    )
    points = "".join(_point(*point, frame["reach"]) for point in frame["points"])
    return as_image(points, SIZE, SIZE, words)


def _point(x, y, kind, reach):
    x, y = (SIZE * (each / reach + 1) / 2 for each in (x, -y))
    if kind:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour("path-2")}"/>'
    return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{colour("path-1")}"/>'
