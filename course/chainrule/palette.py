"""One table of colours for the whole course: a colour means a quantity, in every sentence, plot and widget.

Each has a tone for light and one for dark grounds, dark and light enough for text on them. What may stand side by side
keeps apart for colour-blind eyes too, and no colour is ever the only sign: every coloured thing carries its name, and a
wrong one another shape.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tone:
    """One quantity's colour on a light ground and on a dark one, as #rrggbb."""

    light: str
    dark: str


COLOURS = {
    "a": Tone("#15774a", "#71cb83"),
    "z": Tone("#1766dd", "#2893fd"),
    "delta": Tone("#a939b4", "#cc9dd3"),
    "W": Tone("#6e6000", "#fff9ad"),
    "b": Tone("#5a1e02", "#fc981e"),
    "cost": Tone("#1e3648", "#838f9e"),
    "truth": Tone("#1c1a1a", "#cbcbca"),
    "student": Tone("#04586f", "#b3fcfe"),
    "right": Tone("#287551", "#c5fdc7"),
    "wrong": Tone("#d21c44", "#f5584f"),
    "frozen": Tone("#747575", "#908f8f"),
    "path-1": Tone("#2d3690", "#6c86f7"),
    "path-2": Tone("#7a3803", "#f19c1f"),
    "path-3": Tone("#437038", "#b0ff96"),
    "up": Tone("#b85900", "#ffa64d"),
    "down": Tone("#5e3c99", "#a48be0"),
}

# For a page that does not know its ground: told from white paper and from black.
ANYWHERE = {"right": "#0f8463", "student": "#157f94"}

# Below 0, 0, above 0: violet and green differ in lightness too, and 0 is the paper.
SIGNED = (COLOURS["down"].light, "#b2abd2", "#fbfaf7", "#fdb863", COLOURS["up"].light)


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
