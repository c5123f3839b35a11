"""Every colour can be read on its ground, and what stands side by side is told apart by every eye."""

from itertools import combinations, product

import numpy as np
import pytest

from chainrule.palette import ANYWHERE, COLOURS

GROUNDS = {"light": ["#ffffff"], "dark": ["#111111", "#1e1e1e"]}  # JupyterLab's, VS Code's.
READABLE = 4.5  # Contrast of text (WCAG 2, AA).
APART = 0.06  # Three times what an eye just tells apart in Oklab (CSS Color 4, deltaE OK).

# Machado, Oliveira and Fernandes (2009), severity 1, for linear RGB.
EYES = {
    "full": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# From linear RGB to Oklab, by way of the cones.
CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
OKLAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]

QUANTITIES = ("a", "z", "delta", "W", "b", "cost")
JUDGED = ("truth", "student", "wrong")
WIRES = ("path-1", "path-2", "path-3", "frozen")
SIDE_BY_SIDE = [
    *combinations((*QUANTITIES, *JUDGED), 2),
    *combinations(WIRES, 2),
    *product(WIRES, ("delta", "truth", "wrong")),
    ("right", "wrong"),
    ("right", "truth"),
    ("up", "down"),
]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("quantity", COLOURS)
def test_a_colour_can_be_read_as_text(quantity, ground):
    tone = getattr(COLOURS[quantity], ground)

    assert min(contrast(tone, paper) for paper in GROUNDS[ground]) >= READABLE


@pytest.mark.parametrize("colour", ANYWHERE.values(), ids=ANYWHERE)
def test_a_colour_for_any_ground_is_seen_on_all(colour):
    assert min(contrast(colour, paper) for papers in GROUNDS.values() for paper in papers) >= 3


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(("one", "other"), SIDE_BY_SIDE, ids=map(" ".join, SIDE_BY_SIDE))
def test_two_colours_are_told_apart_by_every_eye(one, other, ground, eye):
    seen = [oklab(np.array(EYES[eye]) @ linear(getattr(COLOURS[name], ground))) for name in (one, other)]

    assert np.linalg.norm(seen[0] - seen[1]) >= APART


def contrast(one, other):
    lights = sorted(float(linear(each) @ [0.2126, 0.7152, 0.0722]) + 0.05 for each in (one, other))
    return lights[1] / lights[0]


def linear(colour):
    """Linear RGB of #rrggbb."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def oklab(rgb):
    """Lightness and two opponent colours, in which a distance is about what an eye sees of it."""
    return np.array(OKLAB) @ np.cbrt(np.array(CONES) @ np.clip(rgb, 0, 1))
