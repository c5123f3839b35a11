"""The paper that figures are drawn on: size, type, and a title that asks or finds."""

from base64 import b64encode
from html import escape
from io import BytesIO

from matplotlib import rc_context
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from chainrule.palette import SIGNED, colour

INK = colour("truth")
DIVERGING = LinearSegmentedColormap.from_list("signed", SIGNED)
SOFT = "#6a6a6a"
STYLE = {
    "font.size": 10,
    "mathtext.fontset": "stix",
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "text.color": INK,
    "figure.dpi": 110,
    "savefig.dpi": 110,
}

on_paper = rc_context(STYLE)  # Decorates a function that draws: our type and lines, and nobody else's settings touched.


class Page(Figure):
    """A figure that notebooks show as a picture with words for who cannot see it; no pyplot keeps it open."""

    words = ""

    @on_paper
    def _repr_mimebundle_(self, include=None, exclude=None):
        out = BytesIO()
        self.savefig(out, format="png", dpi=2 * self.dpi)  # Twice the dots, so that it is crisp on any screen.
        width = round(self.get_figwidth() * self.dpi)
        image = b64encode(out.getvalue()).decode()
        page = f'<img src="data:image/png;base64,{image}" width="{width}" alt="{escape(self.words, quote=True)}">'
        return {"text/html": page, "text/plain": self.words}


def page(width, height, words, **grid):
    """An empty figure of this size in inches and its axes; `words` are what a screen reader says of it."""
    figure = Page(figsize=(width, height), layout="constrained")
    figure.words = words
    return figure, figure.subplots(**grid)


def titled(ax, finding, quantity=None):
    """Write what the picture shows above it, from its left edge."""
    ax.set_title(finding, loc="left", fontsize=11, color=colour(quantity) if quantity else INK)


def bare(ax):
    """No axes, equal scale: for schemes."""
    ax.set_axis_off()
    ax.set_aspect("equal")
