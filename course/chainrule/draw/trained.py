"""Twelve backprops, of which one is right, and how well a network learns by each: measured once, shipped as numbers."""

import json
from functools import cache
from importlib.resources import files

from chainrule.draw.paper import on_paper, page
from chainrule.numerals import numeral
from chainrule.palette import colour


@cache
def curves():
    """Each backprop's letter, whether it is right, the error of its worst block, and its accuracies, step by step."""
    return json.loads(files("chainrule.draw").joinpath("trained.json").read_text(encoding="utf-8"))


def wrong_that_train():
    """How many of the twelve are wrong and yet put every example on its right side."""
    return sum(not each["right"] and each["accuracies"][-1] == 1 for each in curves()["curves"])


@on_paper
def trained(errors=False):
    """The share of examples on the right side, step by step; with `errors`, what a gradient check says of each."""
    shown = curves()
    words = "Twelve backprops at work on one network and 60 examples: each reaches 100 %."
    if errors:
        words += " " + "; ".join(f"{each['letter']}: error {_size(each)}" for each in shown["curves"])
    figure, axes = page(8.2, 4.3, words, nrows=3, ncols=4, sharex=True, sharey=True)
    head = "What does a gradient check say of them? One is right" if errors else "Which of these backprops are right?"
    figure.suptitle(f"{head}", x=0.01, ha="left", fontsize=11)
    for ax, each in zip(axes.flat, shown["curves"], strict=True):
        _curve(ax, each, shown["every"], errors)
    for ax in axes[-1]:
        ax.set_xlabel("step")
    return figure


def _curve(ax, each, every, errors):
    tone = colour(("right" if each["right"] else "wrong") if errors else "student")
    heights = each["accuracies"]
    ax.plot([every * i for i in range(len(heights))], heights, color=tone, linewidth=1.8)
    ax.set_ylim(0.84, 1.01)
    ax.set_yticks([0.9, 1], ["90 %", "100 %"])
    ax.text(0.97, 0.55, each["letter"], transform=ax.transAxes, ha="right", va="center", fontsize=12, weight="bold")
    if errors:
        mark = "✓" if each["right"] else "✗"
        ax.text(0.97, 0.1, f"{mark} error {_size(each)}", transform=ax.transAxes, ha="right", va="bottom", color=tone)


def _size(each):
    return "below 1e−14" if each["error"] < 1e-14 else numeral(each["error"], 2)
