"""How things stand, to be looked at: a table, and what comes next."""

from dataclasses import dataclass
from html import escape

from chainrule.palette import ANYWHERE
from chainrule.progress.kept import Kept

HEAD = ("lesson", "what you learn", "points", "checks passed", "minutes left")
LEFT, RIGHT = "text-align:left", "text-align:right;white-space:nowrap"
ALIGNED = (LEFT, LEFT, RIGHT, LEFT + ";white-space:nowrap", RIGHT)


@dataclass(frozen=True, repr=False)
class Standing:
    """The plan and what of it has passed; a notebook shows it as a table with links to the lessons."""

    plan: tuple
    kept: Kept

    def __repr__(self):
        names = self.kept.names
        lines = [
            f"{_sign(each, names)} {each.title:32} {_passed(each, names):>8} checks, {_left(each, names)} min left"
            for each in self.plan
        ]
        return "\n".join([*lines, *(_sum(words, part, names) for words, part in self._parts()), *self._after()])

    def _repr_html_(self):
        rows = []
        for words, part in self._parts():
            rows += [_row(each, self.kept.names) for each in part]
            rows.append(f'<tr><td colspan="5" style="{RIGHT}"><b>{_sum(words, part, self.kept.names)}</b></td></tr>')
        head = "".join(f'<th style="{style}">{name}</th>' for name, style in zip(HEAD, ALIGNED, strict=True))
        after = "".join(f"<p>{escape(words)}</p>" for words in self._after()[1:])
        return f"<p>{self._next_as_link()}</p><table><tr>{head}</tr>{''.join(rows)}</table>{after}"

    def _parts(self):
        """The core, and what is extra, each with its name and its lessons."""
        parts = (("the core", False), ("extra, if you like", True))
        found = ((words, [each for each in self.plan if each.extra == extra]) for words, extra in parts)
        return [(words, lessons) for words, lessons in found if lessons]

    def _next(self):
        """The lesson and the section that come next, the core before what is extra, or two times None."""
        ordered = sorted(self.plan, key=lambda each: each.extra)
        found = ((each, section) for each in ordered if (section := each.next(self.kept.names)))
        return next(found, (None, None))

    def _after(self):
        """What is next, and what could not be read."""
        lesson, section = self._next()
        words = (
            f"next: {lesson.title}, section {section.title}, {section.minutes} min" if lesson else "all checks passed"
        )
        return [words, self.kept.words] if self.kept.words else [words]

    def _next_as_link(self):
        lesson, section = self._next()
        if lesson is None:
            return "Every check has passed."
        begun = lesson.open(self.kept.names) < lesson.checks
        how = "Go on with" if begun else "Begin with"
        return f"<b>{how} {_link(lesson)}</b>, section <i>{escape(section.title)}</i>, {section.minutes} minutes."


def _row(lesson, names):
    total = lesson.checks
    share = 100 * (total - lesson.open(names)) // total if total else 0
    bar = (
        '<span style="display:inline-block;width:80px;height:9px;border:1px solid #888888;vertical-align:middle">'
        f'<span style="display:block;width:{share}%;height:9px;background-color:{ANYWHERE["right"]}"></span></span>'
    )
    passed = f"{bar} {_passed(lesson, names)}{' ✓' if not lesson.open(names) else ''}"
    cells = (_link(lesson), escape(lesson.learn), f"{lesson.points:g}", passed, _left(lesson, names))
    return f"<tr>{''.join(f'<td style={_quoted(s)}>{c}</td>' for c, s in zip(cells, ALIGNED, strict=True))}</tr>"


def _quoted(style):
    return f'"{style}"'


def _link(lesson):
    return f'<a href="{escape(lesson.assignment)}.ipynb">{escape(lesson.title)}</a>'


def _sign(lesson, names):
    return "…" if lesson.open(names) else "✓"


def _passed(lesson, names):
    return f"{lesson.checks - lesson.open(names)} of {lesson.checks}"


def _left(lesson, names):
    return f"{lesson.minutes_left(names)} of {lesson.minutes}"


def _sum(words, lessons, names):
    left = sum(each.minutes_left(names) for each in lessons)
    return f"{words}: {_hours(left)} left of {_hours(sum(each.minutes for each in lessons))}"


def _hours(minutes):
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"
