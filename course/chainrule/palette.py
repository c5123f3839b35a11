"""One table of colours for the whole course: a colour means a quantity, in every sentence, plot and widget.

Each has a tone for light and one for dark grounds. Hues keep apart for colour-blind eyes, and none is ever
the only sign: every coloured thing carries its name, and a wrong one another shape.
"""

from dataclasses import dataclass

from matplotlib.colors import LinearSegmentedColormap


@dataclass(frozen=True)
class Tone:
    """One quantity's colour on a light ground and on a dark one, as #rrggbb."""

    light: str
    dark: str


COLOURS = {
    "a": Tone("#00735a", "#3ccba0"),
    "z": Tone("#0067a8", "#62b8f5"),
    "delta": Tone("#93318f", "#e28fe0"),
    "W": Tone("#7a5d00", "#e5bd4a"),
    "b": Tone("#7f5443", "#d3a48f"),
    "cost": Tone("#4b5a70", "#b4c3da"),
    "truth": Tone("#2b2b2b", "#ececec"),
    "student": Tone("#0b6b7d", "#52cbe0"),
    "right": Tone("#00735a", "#3ccba0"),
    "wrong": Tone("#b3123a", "#ff7d96"),
    "frozen": Tone("#6f6f6f", "#a8a8a8"),
    "path-1": Tone("#1f56c2", "#86b2ff"),
    "path-2": Tone("#a85300", "#ffb357"),
    "path-3": Tone("#4c6b12", "#add36a"),
}

# Below 0, 0, above 0: violet and green differ in lightness too, and 0 is the paper.
DIVERGING = LinearSegmentedColormap.from_list("delta", ["#5e3c99", "#b2abd2", "#fbfaf7", "#fdb863", "#c25e00"])


def colour(quantity):
    """The tone of `quantity` on a light ground."""
    return COLOURS[quantity].light


def css(root):
    """The table as CSS variables --cr-<quantity> on elements of class `root`, for Jupyter's light and dark themes."""
    dark_grounds = ", ".join(
        f"{ground} .{root}" for ground in ('[data-jp-theme-light="false"]', ".vscode-dark", ".vscode-high-contrast")
    )
    return f".{root} {{ {_variables('light')} }}\n{dark_grounds} {{ {_variables('dark')} }}\n"


def _variables(ground):
    return " ".join(f"--cr-{quantity}: {getattr(tone, ground)};" for quantity, tone in COLOURS.items())
