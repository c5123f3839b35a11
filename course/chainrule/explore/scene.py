"""Where everything in the drawing of a network stands and which number it carries: plain data for browser and page."""

import numpy as np

RADIUS = 29
COLUMN = 204  # From one layer to the next.
TO_COST = 138
ROW = 126  # From one neuron to the next.
MARGIN = 58
TOP = 46  # Room for the layers' titles.
THINNEST, THICKEST = 1.2, 5.0


def scene(net):
    """The drawing of `net` and its first example: size, layers, neurons, wires (1-based, as on the sheet) and cost."""
    z, a = net.forward()
    tallest = max(net.sizes)
    height = TOP + ROW * tallest + 16
    columns = [MARGIN + COLUMN * l for l in range(net.L + 1)]
    cost = columns[-1] + TO_COST
    middle = TOP + ROW * tallest / 2 - 14
    values = {l: (z[l] if l else a[0])[0] for l in range(net.L + 1)}
    return {
        "width": cost + MARGIN - 8,
        "height": height,
        "radius": RADIUS,
        "layers": [{"x": columns[l], "title": _title(l, net.L)} for l in range(net.L + 1)],
        "neurons": [
            {
                "layer": l,
                "index": j,
                "x": columns[l],
                "y": y,
                "symbol": "z" if l else "a",
                "value": float(values[l][j - 1]),
            }
            for l in range(net.L + 1)
            for j, y in enumerate(_rows(net.sizes[l], middle), start=1)
        ],
        "wires": [
            _wire(net, l, j, k, columns, middle)
            for l in range(1, net.L + 1)
            for j in range(1, net.sizes[l - 1] + 1)
            for k in range(1, net.sizes[l] + 1)
        ],
        "cost": {"x": cost, "y": middle, "value": float(net.costs()[0])},
    }


def _title(l, L):
    return f"layer {l}" + {0: " (x)", L: " (output)"}.get(l, "")


def _rows(n, middle):
    return [middle + ROW * (j - (n - 1) / 2) for j in range(n)]


def _wire(net, l, j, k, columns, middle):
    """The wire W_jk^(l), from rim to rim of its two neurons."""
    tail = np.array([columns[l - 1], _rows(net.sizes[l - 1], middle)[j - 1]])
    head = np.array([columns[l], _rows(net.sizes[l], middle)[k - 1]])
    along = (head - tail) / np.linalg.norm(head - tail)
    start, end = tail + RADIUS * along, head - (RADIUS + 7) * along
    weight = float(net.W[l][j - 1, k - 1])
    heaviest = max(np.abs(W).max() for W in net.W.values())
    thickness = THINNEST + (THICKEST - THINNEST) * abs(weight) / heaviest
    points = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    where = {name: round(float(value), 1) for name, value in points.items()}
    return {"layer": l, "j": j, "k": k, "weight": weight, "thickness": round(float(thickness), 2), **where}
