"""The still picture of the V-curve lab, for a page without a kernel."""

import numpy as np

from chainrule.explore.image import as_image
from chainrule.palette import colour

TONES = {"forward": "path-2", "central": "path-1", "complex": "path-3"}
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 700, 330, 60, 20, 110, 40
LOWEST = -17


def still(steps, curves, caption):
    """An image of the three curves over h, both on log axes, with `caption` as its text."""
    shapes = "".join(_curve(steps, curves[scheme], scheme, tone) for scheme, tone in TONES.items())
    ticks = "".join(_text(_x(10.0**e), HEIGHT - 18, f"1e{e}", "middle") for e in range(-12, 1, 3)) + "".join(
        _text(LEFT - 8, _y(10.0**e) + 4, f"1e{e}", "end") for e in range(-16, 1, 4)
    )
    return as_image(ticks + shapes, WIDTH, HEIGHT, caption, font_size=12)


def _curve(steps, errors, scheme, tone):
    points = " ".join(f"{_x(h):.1f},{_y(error):.1f}" for h, error in zip(steps, errors, strict=True))
    ink = colour(tone)
    name = _text(_x(steps[0]) + 6, _y(errors[0]) - 8, scheme, "start", ink)
    return f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="2"/>{name}'


def _text(x, y, words, anchor, ink="#555"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{ink}">{words}</text>'


def _x(h):
    return LEFT + (np.log10(h) + 12) / 12 * (WIDTH - LEFT - RIGHT)


def _y(error):
    return TOP + np.log10(error) / LOWEST * (HEIGHT - TOP - BOTTOM)
