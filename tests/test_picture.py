"""The moving picture of the README: small, moving, and made again by its command."""

import sys

import pytest
from PIL import Image

from test_documents import ROOT

BYTES = 1_500_000


@pytest.fixture
def camera(monkeypatch):
    """The script that films the explorer."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "docs"), *sys.path])
    import picture

    return picture


def is_a_film(path):
    with Image.open(path) as film:
        return path.stat().st_size < BYTES and film.n_frames > 20


def test_the_picture_of_the_front_page_moves_and_loads_at_once():
    assert is_a_film(ROOT / "docs" / "explorer.gif")


@pytest.mark.long
@pytest.mark.browser
def test_it_is_made_again_from_the_explorer_as_it_is(camera, tmp_path):
    camera.main(tmp_path)

    assert is_a_film(tmp_path / "explorer.gif")
    with Image.open(tmp_path / "explorer.png") as still, Image.open(ROOT / "docs" / "explorer.png") as kept:
        assert still.size == kept.size
