"""The still picture of the saturation explorer, for a page without a kernel: four curves over z."""

from chainrule.explore.image import as_image
from chainrule.palette import colour

PANELS = (("a", "a = g(z)", "a"), ("c", "c", "cost"), ("slope", "g′(z)", "a"), ("measured", "delta", "delta"))
WIDTH, HEIGHT, PAD = 330, 120, 26


def still(curves, caption):
    """HTML with the measured curves, in four small panels, and `caption` as its text."""
    panels = "".join(_panel(i, *panel, curves) for i, panel in enumerate(PANELS))
    return as_image(panels, 2 * WIDTH, 2 * HEIGHT, caption, font_size=13)


def _panel(i, name, title, quantity, curves):
    left, top = (i % 2) * WIDTH, (i // 2) * HEIGHT
    points = [(z, value) for z, value in zip(curves["z"], curves[name], strict=True) if value is not None]
    values = [value for _, value in points] or [0]
    low, high = min(0, *values), max(0, *values)
    first, last = curves["z"][0], curves["z"][-1]

    def place(z, value):
        x = left + PAD + (z - first) / (last - first) * (WIDTH - 2 * PAD)
        return f"{x:.1f},{top + HEIGHT - 14 - (value - low) / ((high - low) or 1) * (HEIGHT - 40):.1f}"

    line = " ".join(place(*point) for point in points)
    zero = f"M{place(first, 0)}L{place(last, 0)}"
    return (
        f'<path d="{zero}" stroke="{colour("truth")}" stroke-opacity=".35"/>'
        f'<polyline points="{line}" fill="none" stroke="{colour(quantity)}" stroke-width="2"/>'
        f'<text x="{left + PAD}" y="{top + 16}">{title}</text>'
    )
