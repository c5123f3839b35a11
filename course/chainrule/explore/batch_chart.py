"""The chart of the batch explorer: five codes and yours, how long each gradient comes out beside the true one."""

from html import escape

import numpy as np

from chainrule.explore.image import as_image
from chainrule.palette import colour

WIDTH, HEIGHT = 760, 330
LEFT, RIGHT, TOP, BOTTOM = 84, 120, 34, 46
LOWEST, HIGHEST = 1 / 400, 24  # The ratios that are shown; one further off sticks to the edge.
TICKS = {1 / 256: "1/256", 1 / 64: "1/64", 1 / 16: "1/16", 1 / 4: "1/4", 1: "1", 4: "4", 16: "16"}
MARKS = ("circle", "square", "triangle", "diamond", "cross")
LINE = 17  # From one name at the end of a curve to the next.


def across(N, most):
    """Where N stands, on a logarithmic axis."""
    return LEFT + (WIDTH - LEFT - RIGHT) * np.log(N) / np.log(most)


def down(ratio):
    """Where a ratio stands, on a logarithmic axis."""
    share = np.log(np.clip(ratio, LOWEST, HIGHEST) / LOWEST) / np.log(HIGHEST / LOWEST)
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share


def beside(gradients, truths):
    """[length over true length, cosine] for each N; None where there is no such number."""
    return [_beside(gradient, truth) for gradient, truth in zip(gradients, truths, strict=True)]


def _beside(gradient, truth):
    if gradient is None:
        return None
    length, true_length = np.linalg.norm(gradient), np.linalg.norm(truth)
    if length == 0:
        return None
    return [float(length / true_length), float(np.sum(gradient * truth) / (length * true_length))]


def curve(name, mark, values):
    """A curve as the browser draws it: its points, and where its name stands if nothing is in the way."""
    most = len(values)
    points = [
        [round(float(across(N, most)), 1), round(float(down(value[0])), 1)] if value else None
        for N, value in enumerate(values, start=1)
    ]
    end = next((point[1] for point in reversed(points) if point), None)
    return {"name": name, "mark": mark, "values": values, "points": points, "end": end}


def spread(curves):
    """Move names at the ends of the curves apart, so that none lies on another."""
    lowest = -np.inf
    for each in sorted((each for each in curves if each["end"] is not None), key=lambda each: each["end"]):
        each["end"] = lowest = max(each["end"], lowest + LINE)
    return curves


def frame(most):
    """Axes and size, for browser and still."""
    Ns = [2**k for k in range(20) if 2**k <= most]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "top": TOP,
        "bottom": HEIGHT - BOTTOM,
        "x": [[round(float(across(N, most)), 1), str(N)] for N in Ns],
        "y": [[round(float(down(ratio)), 1), text] for ratio, text in TICKS.items()],
        "places": [round(float(across(N, most)), 1) for N in range(1, most + 1)],
    }


def still(scene, layer, words):
    """HTML with the chart of one layer, for a page without a kernel."""
    axes = scene["axes"]
    faint = f'stroke="{colour("truth")}" stroke-opacity=".15"'
    grid = "".join(
        f'<line x1="{axes["left"]}" x2="{axes["right"]}" y1="{y}" y2="{y}" {faint}/>'
        f'<text x="{axes["left"] - 8}" y="{y + 4}" text-anchor="end">{text}</text>'
        for y, text in axes["y"]
    )
    Ns = "".join(f'<text x="{x}" y="{axes["bottom"] + 18}" text-anchor="middle">{text}</text>' for x, text in axes["x"])
    curves = "".join(_still_curve(each, axes["right"]) for each in scene["layers"][str(layer)]["curves"])
    names = (
        f'<text x="4" y="18">layer {layer}: length of the gradient ÷ true length</text>'
        f'<text x="{axes["right"]}" y="{axes["bottom"] + 36}" text-anchor="end">N, the number of examples</text>'
    )
    return as_image(grid + Ns + curves + names, axes["width"], axes["height"], words, font_size=12)


def _still_curve(each, right):
    points = " ".join(f"{x},{y}" for x, y in filter(None, each["points"]))
    stroke = colour("student" if each["mark"] == "yours" else "truth")
    if not points:
        return ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{stroke}" stroke-width="1.5"/>'
        f'<text x="{right + 12}" y="{each["end"] + 4}" fill="{stroke}">{escape(each["name"])}</text>'
    )
