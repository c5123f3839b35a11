"""Every figure shows itself once, says its finding in words, and leaves matplotlib as it was."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib
import numpy as np
import pytest
from matplotlib import _pylab_helpers
from matplotlib.backends.backend_agg import FigureCanvasAgg

from chainrule import draw, sigmoid, softplus, squared_error, tanh
from chainrule.deep import deep_network, walk_back
from chainrule.network import random_network
from chainrule.numerals import numeral
from chainrule.numeric import measured_deltas
from solutions.delta_recursion import hidden_delta
from solutions.softmax_and_depth import delta_norms, output_delta_general, softmax, softmax_jacobian

NET = random_network((4, 5, 3, 2), (tanh, softplus, sigmoid), squared_error, N=6, seed=1)
TRUTH = measured_deltas(NET)
DEEP = {sigma: deep_network(50, sigma, tanh) for sigma in (0.05, 0.08, 0.1, 0.15, 0.3)}


@dataclass(frozen=True, eq=False)
class Node:
    value: float
    parents: tuple
    grad: float
    vjp: Callable


def diamond():
    """u, v = u u, w = v + u, c = v w at u = 2, with what comes back to each."""
    u = Node(2.0, (), 44.0, lambda upstream: ())
    v = Node(4.0, (u, u), 10.0, lambda upstream: (2 * upstream, 2 * upstream))
    w = Node(6.0, (v, u), 4.0, lambda upstream: (upstream, upstream))
    return {"u": u, "v": v, "w": w, "c": Node(24.0, (v, w), 1.0, lambda upstream: (6 * upstream, 4 * upstream))}


FIGURES = {
    "fan_out": draw.fan_out,
    "chain": draw.chain,
    "one_path": draw.one_path,
    "graph": lambda: draw.graph(**diamond()),
    "deltas": lambda: draw.deltas(TRUTH, TRUTH),
    "agreement": lambda: draw.agreement(TRUTH[1], TRUTH[1], "hidden_delta"),
    "paths_against_depth": lambda: draw.paths_against_depth((4, 8, 8, 8, 8)),
    "trained": draw.trained,
    "trained, with errors": lambda: draw.trained(errors=True),
    "shares": lambda: draw.shares(softmax),
    "shortcut": lambda: draw.shortcut(softmax_jacobian, output_delta_general),
    "norms": lambda: draw.norms({s: delta_norms(walk_back(net, hidden_delta)) for s, net in DEEP.items()}, DEEP),
    "flatness": lambda: draw.flatness({sigma: DEEP[sigma] for sigma in (0.05, 0.15, 0.3)}),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_a_picture_with_words(name):
    figure = FIGURES[name]()
    shown = figure._repr_mimebundle_()

    assert figure.words
    assert shown["text/html"].startswith('<img src="data:image/png;base64,')
    assert "alt=" in shown["text/html"]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_leaves_no_setting_and_no_open_window(name):
    before = dict(matplotlib.rcParams)
    FIGURES[name]()._repr_mimebundle_()

    assert dict(matplotlib.rcParams) == before
    assert not _pylab_helpers.Gcf.figs


def test_importing_and_drawing_changes_no_setting():
    program = (
        "import matplotlib; before = dict(matplotlib.rcParams); from chainrule import draw, explore\n"
        "draw.chain(); assert dict(matplotlib.rcParams) == before"
    )

    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_is_cut_off_and_none_lies_on_another(name):
    figure = FIGURES[name]()
    FigureCanvasAgg(figure).draw()
    paper = figure.bbox
    boxes = [text.get_window_extent() for text in _texts(figure)]

    for i, box in enumerate(boxes):
        assert paper.x0 - 1 <= box.x0
        assert box.x1 <= paper.x1 + 1
        assert paper.y0 - 1 <= box.y0
        assert box.y1 <= paper.y1 + 1
        assert not any(box.shrunk(0.9, 0.9).overlaps(other) for other in boxes[:i])


def _texts(figure):
    found = list(figure.texts) + ([figure._suptitle] if figure._suptitle else [])
    for ax in figure.axes:
        found += [*ax.texts, ax._left_title]
        if ax.axison:
            found += [ax.xaxis.label, ax.yaxis.label, *_tick_labels(ax.xaxis, 0), *_tick_labels(ax.yaxis, 1)]
    return [text for text in dict.fromkeys(found) if text.get_text()]


def _tick_labels(axis, coordinate):
    low, high = sorted(axis.get_view_interval())
    return [label for label in axis.get_ticklabels() if low <= label.get_position()[coordinate] <= high]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_written_as_such_and_the_rest_keeps_its_colours(bad):
    right = np.array([[4.0, -8.0], [0.0, -2.0]])
    yours, measured = right.copy(), right.copy()
    yours[0, 0] = measured[1, 1] = bad
    figure = draw.outer(yours, measured, [bad, 1], [1, bad])
    written = [[text.get_text() for text in ax.texts] for ax in figure.axes]
    black = [text.get_color() for ax in figure.axes for text in ax.texts if text.get_text() == numeral(bad)]

    assert written[:2] == [[numeral(bad), "−8", "0", "−2"], ["4", "−8", "0", numeral(bad)]]
    assert set(black) == {"black"}
    assert all(ax.images[0].get_clim() == (-8, 8) for ax in figure.axes)
    assert "alt=" in figure._repr_mimebundle_()["text/html"]


def test_a_graph_whose_values_grow_too_large_is_drawn():
    u = Node(np.inf, (), np.nan, lambda upstream: ())
    figure = draw.graph(u=u, v=Node(-np.inf, (u,), 1.0, lambda upstream: (np.nan * upstream,)))

    assert figure.words.endswith("u = ∞, grad NaN; v = −∞, made from u, grad 1")
    assert "alt=" in figure._repr_mimebundle_()["text/html"]


def test_a_graph_wants_a_name_for_every_parent():
    nodes = diamond()
    del nodes["u"]

    with pytest.raises(ValueError, match=r"draw\.graph wants every value by name, but a parent of v and w has none"):
        draw.graph(**nodes)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_sizes_that_are_no_numbers_are_drawn_all_the_same(bad):
    sizes = {0.1: {l: bad if l == 3 else 0.9 ** (50 - l) for l in range(1, 51)}, 0.3: {1: bad, 2: 1.0, 3: 1.0}}
    figure = draw.norms(sizes, {sigma: DEEP[sigma] for sigma in sizes})

    assert numeral(bad) in figure.words
    assert "alt=" in figure._repr_mimebundle_()["text/html"]


def test_wrong_deltas_are_framed_and_counted():
    yours = {l: delta.copy() for l, delta in TRUTH.items()}
    yours[1][2, 3] *= -1
    yours[2][0, 0] = np.nan
    figure = draw.deltas(yours, TRUTH)

    assert "2 framed entries" in figure.words
    assert len(figure.axes[0].patches) == 1
    assert len(figure.axes[1].patches) == 1
    assert len(figure.axes[2].patches) == 0


def test_a_delta_of_the_wrong_shape_is_framed_everywhere():
    yours = {**TRUTH, 2: TRUTH[2].T}
    figure = draw.deltas(yours, TRUTH)

    assert "18 framed entries" in figure.words


def test_deltas_take_ten_examples_of_ten_neurons_and_stay_a_page_wide():
    net = random_network((4, 10, 10, 10), (tanh, tanh, tanh), squared_error, N=10, seed=2)
    figure = draw.deltas(measured_deltas(net))

    assert figure.get_figwidth() <= 12


@pytest.mark.parametrize("nothing", [None, {}, 3.0])
def test_deltas_that_are_no_dict_are_refused_in_one_line(nothing):
    with pytest.raises(TypeError, match=r"draw\.deltas wants a dict of arrays"):
        draw.deltas(nothing)


def test_agreement_says_how_many_are_off():
    yours = TRUTH[2].copy()
    yours[0] += 1

    assert "3 of 18 off the diagonal" in draw.agreement(yours, TRUTH[2]).words
    assert "all 18 on the diagonal" in draw.agreement(TRUTH[2], TRUTH[2]).words


def test_paths_multiply_and_the_recursion_adds():
    words = draw.paths_against_depth((4, 3, 5, 2)).words

    assert "10 against 25" in words


@pytest.mark.parametrize(
    ("x", "words"),
    [
        (0.14703, "0.147"),
        (-1.2, "−1.2"),
        (-0.03, "−0.03"),
        (12.0, "12"),
        (123.0, "123"),
        (1.664, "1.66"),
        (1e-17, "0"),
        (-2.14e-5, "−2.1e−5"),
        (np.nan, "NaN"),
        (np.inf, "∞"),
        (-np.inf, "−∞"),
    ],
)
def test_numerals_keep_three_digits_and_a_true_minus(x, words):
    assert numeral(x) == words
