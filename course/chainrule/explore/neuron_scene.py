"""Where every z and every a of a network stands in a drawing of the way forward, and which wires join them."""

RADIUS = 27
FIRST = 54
TO_A = 96  # From a z to its a.
TO_NEXT = 172  # From an a to the next layer's z.
TO_COST = 118
ROW = 108
TOP = 50  # Room for the layers' titles.
THINNEST, THICKEST = 1.2, 5.0
COST = 26  # Half the side of the cost's box.


def forward_scene(net, z, a, c):
    """The drawing of `net` with the values `z`, `a` and `c` of one example: plain data, 1-based indices."""
    height = TOP + ROW * max(net.sizes) + 4
    middle = TOP + ROW * max(net.sizes) / 2 - 8
    places = _places(net, middle)
    cost = {"x": FIRST + (TO_A + TO_NEXT) * net.L + TO_COST, "y": middle, "value": c}
    values = {"z": z, "a": a}
    return {
        "width": cost["x"] + 46,
        "height": height,
        "radius": RADIUS,
        "layers": [{"x": _title_x(l), "title": _title(l, net.L)} for l in range(net.L + 1)],
        "neurons": [
            {"symbol": symbol, "layer": l, "index": j, "x": x, "y": y, "value": float(values[symbol][l][0, j - 1])}
            for (symbol, l, j), (x, y) in places.items()
        ],
        "wires": [_wire(net, places, l, i, j) for symbol, l, j in places if symbol == "z" for i in _inputs(net, l)],
        "links": [
            *(
                _line(place, places["a", l, j], RADIUS, RADIUS)
                for (symbol, l, j), place in places.items()
                if symbol == "z"
            ),
            *(_line(places["a", net.L, j], (cost["x"], middle), RADIUS, COST) for j in range(1, net.sizes[-1] + 1)),
        ],
        "cost": cost,
    }


def _inputs(net, l):
    return range(1, net.sizes[l - 1] + 1)


def _wire(net, places, l, i, j):
    """The wire W_ij^(l), with the names of the other drawings: from `j` of layer l - 1 to `k` of layer l."""
    weight = float(net.W[l][i - 1, j - 1])
    heaviest = max(abs(W).max() for W in net.W.values())
    thickness = THINNEST + (THICKEST - THINNEST) * abs(weight) / heaviest
    named = {"layer": l, "j": i, "k": j, "weight": weight, "thickness": round(float(thickness), 2)}
    return named | _line(places["a", l - 1, i], places["z", l, j], RADIUS, RADIUS + 7)


def _places(net, middle):
    """(symbol, layer, index): (x, y) of every value, from left to right."""
    return {
        (symbol, l, j): (_x(symbol, l), middle + ROW * (j - (n + 1) / 2))
        for l, n in enumerate(net.sizes)
        for symbol in ("za" if l else "a")
        for j in range(1, n + 1)
    }


def _x(symbol, l):
    return FIRST + (TO_A + TO_NEXT) * l - (TO_A if symbol == "z" else 0)


def _title_x(l):
    return _x("a", l) - (TO_A / 2 if l else 0)


def _title(l, L):
    return f"layer {l}" + {0: " (x)", L: " (output)"}.get(l, "")


def _line(tail, head, leave, arrive):
    """From rim to rim: `leave` away from the tail, `arrive` away from the head."""
    dx, dy = head[0] - tail[0], head[1] - tail[1]
    length = (dx**2 + dy**2) ** 0.5
    ends = {
        "x1": tail[0] + dx * leave / length,
        "y1": tail[1] + dy * leave / length,
        "x2": head[0] - dx * arrive / length,
        "y2": head[1] - dy * arrive / length,
    }
    return {name: round(value, 1) for name, value in ends.items()}
