"""Which cell of a submission is which of the release: by grade id, then by what it defines or where it stands."""

from dataclasses import dataclass, field

from autograder.notebooks.definitions import functions, is_stub
from autograder.notebooks.notebook import marks, role


@dataclass
class Matching:
    """`place` of each matched grade id; `inside` names functions that another function's cell defines."""

    place: dict[str, int] = field(default_factory=dict)
    inside: dict[str, int] = field(default_factory=dict)
    by_content: list[str] = field(default_factory=list)
    copies: dict[int, str] = field(default_factory=dict)
    aside: set[int] = field(default_factory=set)


def match(cells: list[dict], release: list[dict]) -> Matching:
    """The cells of a submission matched to those of the release."""
    found, parts = Matching(), {part: _names(release, part) for part in ("answer", "test", "written")}
    claims = [str(marks(cell).get("grade_id", "")) for cell in cells]
    _match_answers(cells, claims, parts, found)
    _match_written(cells, claims, release, parts["written"], found)
    for name in parts["test"]:
        text = next(cell["source"] for cell in release if marks(cell).get("grade_id") == name)
        places = [place for place, claim in enumerate(claims) if claim == name]
        places = places or [place for place, cell in enumerate(cells) if cell["source"].strip() == text.strip()]
        places = [
            place for place in places if place not in found.place.values() and cells[place]["cell_type"] == "code"
        ]
        if places:
            found.place[name] = places[-1]
    return found


def _names(release: list[dict], part: str) -> list[str]:
    return [marks(cell)["grade_id"] for cell in release if role(cell) == part]


def _match_answers(cells: list[dict], claims: list[str], parts: dict, found: Matching) -> None:
    """Take the last cell that fits best, for all functions at once: those that are sure come first."""
    defined = [functions(cell["source"]) if cell["cell_type"] == "code" else set() for cell in cells]
    sure = {*parts["answer"], *parts["written"]}

    def fits(name: str) -> list[list[int]]:
        defining = [place for place, names in enumerate(defined) if name in names]
        written = [place for place in defining if not is_stub(cells[place]["source"], name)]
        mine = [
            place for place, claim in enumerate(claims) if claim == name and cells[place]["cell_type"] != "markdown"
        ]
        loose = [place for place in defining if claims[place] not in sure]
        return [
            [place for place in written if place in mine],
            [place for place in written if place in loose],
            [place for place in defining if place in mine],
            written,
            loose,
            mine,
        ]

    ranked = {name: fits(name) for name in parts["answer"]}
    for rank in range(6):
        for name, places in ranked.items():
            if places[rank] and name not in found.place and name not in found.inside:
                place = places[rank][-1]
                taken = place in found.place.values()
                (found.inside if taken else found.place)[name] = place
                if claims[place] != name and not taken:
                    found.by_content.append(name)
    for name in parts["answer"]:
        _note_copies(name, cells, claims, defined, found)


def _note_copies(name: str, cells: list[dict], claims: list[str], defined: list[set], found: Matching) -> None:
    """Copies lose their marks; an unwritten one below the answer would undo it, so it is not run."""
    best = found.place.get(name, found.inside.get(name))
    for place, claim in enumerate(claims):
        if place == best or place in found.place.values() or best is None:
            continue
        if claim == name:
            found.copies[place] = name
        if place > best and defined[place] == {name} and is_stub(cells[place]["source"], name):
            found.aside.add(place)


def _match_written(
    cells: list[dict], claims: list[str], release: list[dict], names: list[str], found: Matching
) -> None:
    given = {cell["source"].strip() for cell in release}
    for name in names:
        place = next(place for place, cell in enumerate(release) if marks(cell).get("grade_id") == name)
        stub, mine = release[place]["source"].strip(), [place for place, claim in enumerate(claims) if claim == name]
        mine = [place for place in mine if place not in found.place.values()]
        changed = [place for place in mine if cells[place]["source"].strip() != stub]
        if mine:
            found.place[name] = (changed or mine)[-1]
            found.copies |= {place: name for place in mine if place != found.place[name]}
            continue
        near = _beside(cells, release, place)
        loose = [place for place in near if cells[place]["source"].strip() not in given - {stub}]
        loose = [place for place in loose if claims[place] not in names and cells[place]["cell_type"] != "code"]
        if loose:
            found.place[name] = loose[0]
            found.by_content.append(name)


def _beside(cells: list[dict], release: list[dict], place: int) -> list[int]:
    """Where in the submission a cell stands below, or above, the same neighbour as in the release."""
    texts = [cell["source"].strip() for cell in cells]
    found = []
    for step in (-1, 1):
        if 0 <= place + step < len(release) and release[place + step]["source"].strip() in texts:
            found.append(texts.index(release[place + step]["source"].strip()) - step)
    return [place for place in found if 0 <= place < len(cells)]
