"""What there is to do: the lessons, their sections with minutes, and the checks in each; made from the lessons."""

import json
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Section:
    """A section with its minutes; each of its `checks` is the names that must have passed for it."""

    title: str
    minutes: int
    checks: tuple

    def open(self, names):
        """How many of its checks have not passed."""
        return sum(not names.issuperset(check) for check in self.checks)


@dataclass(frozen=True)
class Lesson:
    """A lesson of the plan; `extra` are those that nothing later needs."""

    assignment: str
    title: str
    learn: str
    minutes: int
    points: float
    extra: bool
    sections: tuple

    @property
    def checks(self):
        """How many checks there are in it."""
        return sum(len(section.checks) for section in self.sections)

    def open(self, names):
        """How many of its checks have not passed."""
        return sum(section.open(names) for section in self.sections)

    def minutes_left(self, names):
        """The minutes of what has not passed; a section in which nothing is checked counts as the lesson does."""
        of_lesson = self.open(names) / self.checks if self.checks else 0
        parts = ((each, each.open(names) / len(each.checks) if each.checks else of_lesson) for each in self.sections)
        return round(sum(section.minutes * part for section, part in parts))

    def next(self, names):
        """The first section in which a check has not passed, or None."""
        return next((section for section in self.sections if section.open(names)), None)


def plan():
    """The plan of this course, as lessons in their order."""
    # Written by a build step from the lessons; see CONTRIBUTING.md.
    text = files("chainrule.progress").joinpath("plan.json").read_text(encoding="utf-8")
    return read(json.loads(text))


def read(lessons):
    """The plan in a list of plain dicts."""
    return tuple(Lesson(**{**lesson, "sections": tuple(map(_section, lesson["sections"]))}) for lesson in lessons)


def _section(section):
    return Section(section["title"], section["minutes"], tuple(map(tuple, section["checks"])))
