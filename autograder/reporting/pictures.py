"""The report's pictures, each with one question above it and words for who cannot see it."""

from collections import Counter
from statistics import median

from markupsafe import Markup

from autograder.reporting.counted import Separation
from chainrule.draw.paper import SOFT, on_paper, page, titled
from chainrule.palette import colour

BAR = colour("z")


@on_paper
def points(earned: list[float], most: float) -> Markup:
    """How the points are spread: a dot a student, stacked over the points that they have."""
    middle = median(earned)
    words = f"Points of {len(earned)} students, from {min(earned):g} to {max(earned):g} of {most:g}; median {middle:g}."
    figure, ax = page(7, 2.2, words)
    heights = Counter()
    for each in sorted(earned):
        place = round(each)
        heights[place] += 1
        ax.plot(place, heights[place], "o", color=BAR, markersize=6)
    top = max(heights.values())
    ax.axvline(middle, color=SOFT, linewidth=1, zorder=0)
    ax.annotate(f"median {middle:g}", (middle, top + 0.9), ha="center", va="bottom", color=SOFT, annotation_clip=False)
    ax.set(xlim=(-0.03 * most - 0.3, 1.03 * most + 0.3), ylim=(0.3, top + 0.8), xlabel=f"points of {most:g}", yticks=[])
    ax.spines["left"].set_visible(False)
    titled(ax, "How are the points spread? A dot is a student.\n")
    return _html(figure)


@on_paper
def separation(found: list[Separation]) -> Markup:
    """For each exercise the share of all other points: of those who passed it and of the others."""
    words = "; ".join(f"{each.name}: passed {each.passed:.0%}, others {each.others:.0%}" for each in found)
    figure, ax = page(7, 1.1 + 0.36 * len(found), f"Share of all other points by exercise. {words}.")
    for row, each in enumerate(reversed(found)):
        ax.plot([each.others, each.passed], [row, row], color=SOFT, linewidth=1.5, zorder=1)
        ax.plot(each.passed, row, "o", color=colour("right"), markersize=8)
        ax.plot(each.others, row, "X", color=colour("wrong"), markersize=8)
    top = len(found) - 1
    # One above the first row and one below the last, so that they cannot meet however near the two points are.
    for x, y, name, label in (
        (found[0].passed, top + 0.35, "right", "who passed it"),
        (found[-1].others, -0.95, "wrong", "who did not"),
    ):
        ax.annotate(label, (x, y), ha="center", va="bottom", color=colour(name), annotation_clip=False)
    ax.set(xlim=(-0.02, 1.02), ylim=(-1.1, top + 0.8), xlabel="share of the points of all other exercises")
    ax.set_yticks(range(len(found)), [each.name for each in reversed(found)], family="monospace")
    titled(ax, "Which exercises tell students apart?\n")
    return _html(figure)


@on_paper
def trend(shares: dict[str, dict[str, float]]) -> Markup:
    """The share of the points lesson by lesson: a line a student, and the median."""
    lessons = list(shares)
    middles = [median(shares[lesson].values()) for lesson in lessons]
    told = ", ".join(f"lesson {_number(lesson)} {middle:.0%}" for lesson, middle in zip(lessons, middles, strict=True))
    figure, ax = page(7, 3, f"Median share of the points: {told}.")
    for student in sorted({student for each in shares.values() for student in each}):
        own = [(place, shares[lesson][student]) for place, lesson in enumerate(lessons) if student in shares[lesson]]
        ax.plot(*zip(*own, strict=True), color=SOFT, alpha=0.35, linewidth=1, marker="o", markersize=3)
    ax.plot(range(len(lessons)), middles, color=BAR, linewidth=3, marker="o")
    # The medians stand below the lessons: beside the line they would lie on other lines.
    for place, (lesson, middle) in enumerate(zip(lessons, middles, strict=True)):
        for words, depth, ink in ((f"lesson {_number(lesson)}", -8, SOFT), (f"{middle:.0%}", -22, BAR)):
            ax.annotate(
                words,
                (place, 0),
                (0, depth),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                ha="center",
                va="top",
                color=ink,
            )
    ax.set_xticks(range(len(lessons)), [""] * len(lessons))
    ax.set(ylim=(-0.03, 1.05), xlim=(-0.4, len(lessons) - 0.6), ylabel="share of the points")
    titled(ax, "How does the class fare? The thick line and the numbers are the median.")
    return _html(figure)


def _number(lesson: str) -> str:
    """The number of a lesson as a person says it."""
    return lesson.split("_")[0].lstrip("0")


def _html(figure) -> Markup:
    return Markup(figure._repr_mimebundle_()["text/html"])
