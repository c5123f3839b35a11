"""The still picture of the depth explorer, for a page without a kernel: the size of delta, layer by layer."""

from chainrule.explore.image import as_image
from chainrule.palette import colour

WIDTH, HEIGHT, PAD = 620, 220, 40


def still(measured, caption):
    """HTML with the `measured` powers of ten, [(layer, power)], and `caption` as its text."""
    points = [(l, each) for l, each in measured if each is not None]
    low, high = min([-1, *(each for _, each in points)]), max([1, *(each for _, each in points)])
    last = max([2, *(l for l, _ in points)])

    def place(l, each):
        x = PAD + (l - 1) / (last - 1) * (WIDTH - 2 * PAD)
        return x, HEIGHT - PAD - (each - low) / (high - low) * (HEIGHT - 2 * PAD)

    dots = "".join(_dot(*place(l, each), f"10^{each:.1f}") for l, each in points)
    names = "".join(f'<text x="{place(l, low)[0]:.0f}" y="{HEIGHT - 12}">{l}</text>' for l, _ in points)
    return as_image(dots + names, WIDTH, HEIGHT, caption, font_size=12, text_anchor="middle")


def _dot(x, y, words):
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour("delta")}"/>'
    return f'{dot}<text x="{x:.1f}" y="{y - 9:.1f}">{words}</text>'
