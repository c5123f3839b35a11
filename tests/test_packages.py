"""What an installed package says of its files can open no other folder to student code."""

from importlib.metadata import Distribution

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbitrary import examples
from autograder.sandbox.packages import needed, top_level

PARTS = st.lists(
    st.sampled_from(["", "..", ".", "alone", "folder", "alone.py", "x.pth", "etc"]), min_size=1, max_size=4
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder of packages in which one package is installed."""
    folder = tmp_path_factory.mktemp("prefix") / "site"
    (folder / "one-1.0.dist-info").mkdir(parents=True)
    (folder / "folder").mkdir()
    for name in ("alone.py", "x.pth", "folder/__init__.py"):
        (folder / name).touch()
    return folder


@examples(300)
@given(files=st.lists(PARTS.map("/".join), max_size=4))
def test_only_what_lies_in_the_folder_of_packages_is_bound(site, files):
    info = site / "one-1.0.dist-info"
    (info / "RECORD").write_text("".join(f'"{name}",,\n' for name in files))

    found = dict(top_level(Distribution.at(info)))

    assert found.items() <= {"alone.py": site / "alone.py", "folder": site / "folder"}.items()


def test_the_library_and_what_it_needs_are_there_and_nothing_of_the_examiners():
    found = needed()

    assert found.keys() >= {"chainrule", "numpy", "matplotlib", "IPython"}
    assert found.keys().isdisjoint({"autograder", "solutions", "nbgrader"})
