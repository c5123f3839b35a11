"""The explorers without a browser: what Python finds when the page says that something was clicked or typed."""

import re
from base64 import b64decode
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from chainrule import explore
from chainrule.explore.path_explorer import ALL, PATHS
from chainrule.explore.scene import scene
from chainrule.explore.still import still
from chainrule.explore.wire_explorer import moves
from chainrule.network import explorer_network, pencil_network
from chainrule.numeric import measured_delta

NET = explorer_network()


def right(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next.T) * g_prime(z)


def without_transpose(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next) * g_prime(z)


def reveal(widget, layer, neuron, guess=0.1):
    """What the page sends when a prediction is entered."""
    key = f"{layer}-{neuron}"
    widget.set_state(
        {
            "layer": layer,
            "neuron": neuron,
            "guesses": {**widget.guesses, key: guess},
            "stages": {**widget.stages, key: ALL},
        }
    )
    return widget.view["marks"][key]


def test_the_start_shows_the_last_hidden_layer_with_the_measured_deltas_behind_it():
    widget = explore.paths(right)

    assert widget.layer == 2
    assert widget.view["whose"] == "measured"
    np.testing.assert_allclose(widget.view["delta_next"], measured_delta(NET, 3)[0])


def test_nothing_is_told_before_a_prediction():
    widget = explore.paths(right)
    widget.set_state({"stages": {"2-1": ALL}})

    assert widget.view["marks"] == {}


def test_the_first_steps_tell_neither_your_number_nor_the_measured_one():
    widget = explore.paths(right)
    widget.set_state({"guesses": {"2-1": 0.1}, "stages": {"2-1": PATHS}})

    assert widget.view["marks"] == {}


@pytest.mark.parametrize(("layer", "neuron"), [(2, 1), (2, 2), (1, 1), (1, 2), (1, 3)])
def test_a_right_function_agrees_with_the_measured_delta(layer, neuron):
    mark = reveal(explore.paths(right), layer, neuron)

    assert mark["agrees"]
    assert mark["measured"] == pytest.approx(measured_delta(NET, layer)[0, neuron - 1])


def test_a_forgotten_transpose_gives_a_wrong_number_where_W_is_square():
    mark = reveal(explore.paths(without_transpose), 2, 1)

    assert not mark["agrees"]
    assert mark["yours"] != pytest.approx(mark["measured"])


def test_a_forgotten_transpose_is_told_in_words_where_W_is_not_square():
    widget = explore.paths(without_transpose)
    widget.set_state({"layer": 1, "neuron": 1})

    assert "ValueError" in widget.view["words"]
    assert "W_next (3, 2)" in widget.view["words"]
    assert "Traceback" not in widget.view["words"]


def test_stepping_back_goes_on_from_your_own_deltas():
    widget = explore.paths(lambda *given: 2 * right(*given))
    widget.set_state({"layer": 1, "neuron": 1})

    assert widget.view["whose"] == "yours"
    np.testing.assert_allclose(widget.view["delta_next"], 2 * measured_delta(NET, 2)[0])
    assert not widget.view["marks"]["2-1"]["agrees"]


def test_a_function_without_numbers_steps_back_from_the_measured_ones():
    widget = explore.paths(lambda *_: None)
    widget.set_state({"layer": 1, "neuron": 1})

    assert widget.view["whose"] == "measured instead"
    np.testing.assert_allclose(widget.view["delta_next"], measured_delta(NET, 2)[0])


class Unprintable(Exception):
    def __str__(self):
        raise RuntimeError("not even this")


def raises(error):
    def function(*_):
        raise error

    return function


@pytest.mark.parametrize(
    ("function", "words"),
    {
        "stub": (raises(NotImplementedError()), "not written yet"),
        "error": (raises(ValueError("shapes\nsecond line")), "ValueError: shapes"),
        "exit": (raises(SystemExit(0)), "SystemExit"),
        "unprintable": (raises(Unprintable()), "Unprintable"),
        "too few arguments": (lambda delta: delta, "TypeError"),
        "None": (lambda *_: None, "nothing comes back"),
        "text": (lambda *_: "delta", "no numbers"),
        "wrong shape": (lambda d, W, z, g: z[0], "shape"),
        "NaN": (lambda d, W, z, g: z * np.nan, "not finite"),
        "complex": (lambda d, W, z, g: z * 1j, "complex"),
        "ragged": (lambda *_: [[1], [1, 2]], "no array"),
        "function": (lambda *_: right, "function"),
    }.values(),
    ids=[
        "stub",
        "error",
        "exit",
        "unprintable",
        "arguments",
        "None",
        "text",
        "shape",
        "NaN",
        "complex",
        "ragged",
        "function",
    ],
)
def test_whatever_a_function_does_is_told_in_words(function, words):
    widget = explore.paths(function)
    mark = reveal(widget, 2, 1)

    assert words in widget.view["words"]
    assert mark["yours"] is None
    assert mark["measured"] == pytest.approx(measured_delta(NET, 2)[0, 0])


def test_a_function_that_writes_into_its_arguments_changes_nothing():
    def destructive(delta_next, W_next, z, g_prime):
        delta = right(delta_next, W_next, z, g_prime)
        for array in (delta_next, W_next, z):
            array[...] = 0
        return delta

    widget = explore.paths(destructive)

    assert reveal(widget, 2, 1)["agrees"]
    assert reveal(widget, 1, 3)["agrees"]


def test_with_one_wire_frozen_only_the_other_path_is_measured():
    widget = explore.paths(right)
    widget.set_state({"frozen": [[3, 1, 2]]})
    mark = reveal(widget, 2, 1)
    z, _ = NET.forward()
    path = measured_delta(NET, 3)[0, 0] * NET.W[3][0, 0] * NET.g[2].prime(z[2])[0, 0]

    assert mark["agrees"]
    assert mark["measured"] == pytest.approx(path)


def test_with_all_wires_frozen_nothing_arrives():
    widget = explore.paths(right)
    widget.set_state({"frozen": [[3, 1, 1], [3, 1, 2]]})

    assert reveal(widget, 2, 1)["measured"] == 0


def test_wires_frozen_in_another_layer_do_not_count():
    widget = explore.paths(right)
    widget.set_state({"frozen": [[3, 1, 2]]})

    assert reveal(widget, 1, 1)["measured"] == pytest.approx(measured_delta(NET, 1)[0, 0])


def test_only_the_first_example_is_drawn():
    many = replace(NET, x=np.vstack([NET.x, NET.x + 1]), y=np.vstack([NET.y, NET.y]))

    assert explore.paths(right, many).scene == explore.paths(right).scene


def test_what_is_no_function_is_refused_in_one_line():
    with pytest.raises(TypeError, match="wants your function hidden_delta, not int"):
        explore.paths(3)


@pytest.mark.parametrize("widget", [explore.paths(right), explore.wires()], ids=["paths", "wires"])
def test_a_saved_page_has_a_still_with_words(widget):
    data, _ = widget._repr_mimebundle_()

    assert "application/vnd.jupyter.widget-view+json" in data
    assert 'alt="A network of' in data["text/html"]


def test_the_still_is_well_formed_and_names_every_neuron_and_wire():
    source = re.search('base64,([^"]+)', still(scene(NET), "words", (2, 1), {"3-1": "δ = 0.04"}))[1]
    tree = ElementTree.fromstring(b64decode(source))
    names = [text.text for text in tree.iter("{http://www.w3.org/2000/svg}text")]

    assert names.count("z") == 7
    assert names.count("a") == 2
    assert {"0.7", "δ = 0.04"} <= set(names)


def test_every_wire_of_the_scene_is_as_thick_as_its_weight_is_large():
    wires = sorted(scene(NET)["wires"], key=lambda wire: abs(wire["weight"]))
    thicknesses = [wire["thickness"] for wire in wires]

    assert len(wires) == 2 * 3 + 3 * 2 + 2 * 2
    assert thicknesses == sorted(thicknesses)


def test_two_pictures_of_one_network_keep_their_own_state():
    one, two = explore.paths(right), explore.paths(right)
    reveal(one, 2, 1)

    assert two.view["marks"] == {}


def test_wires_all_released_c_moves_by_the_sum_of_the_paths():
    net = pencil_network()
    _, both = moves(net, 1, 1, 0.1, (True, True))
    _, first = moves(net, 1, 1, 0.1, (True, False))
    _, second = moves(net, 1, 1, 0.1, (False, True))

    assert both == pytest.approx(first + second)


def test_wires_all_frozen_nothing_moves():
    widget = explore.wires()
    widget.set_state({"frozen": [[2, 1, 1], [2, 1, 2]], "nudge": 0.2})

    assert widget.view["dc"] == 0
    assert widget.view["dz"] == [0, 0]


def test_wires_a_small_nudge_gives_the_measured_ratio():
    widget = explore.wires()
    widget.set_state({"neuron": 2, "nudge": 1e-6})

    assert widget.view["dc"] / 1e-6 == pytest.approx(5, rel=1e-4)


def test_wires_tried_before_stay_in_sight_at_todays_nudge():
    widget = explore.wires()
    widget.set_state({"frozen": [[2, 1, 1]]})
    widget.set_state({"nudge": 0.2})
    released = [tuple(each["released"]) for each in widget.view["tried"]]

    assert released == [(False, True), (True, True)]
    assert widget.view["tried"][0]["dc"] == pytest.approx(moves(pencil_network(), 1, 1, 0.2, (False, True))[1])


def test_wires_wants_a_layer_that_feeds_another():
    with pytest.raises(ValueError, match="0 to 1, not 2"):
        explore.wires(l=2)
