"""A part of a class, for job arrays: which submissions are in it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Shard:
    """The `number`-th of so many parts; the first is 1."""

    number: int
    of: int

    def names(self, everyone: list[str]) -> list[str]:
        """The names in this part: the parts are disjoint, together everyone, and of one size but for one name."""
        return everyone[self.number - 1 :: self.of]


WHOLE = Shard(1, 1)


def shard(text: str) -> Shard:
    """The part that `3/8` means; ValueError if it means none."""
    found = re.fullmatch(r"([1-9][0-9]*)/([1-9][0-9]*)", text, re.ASCII)
    if found is None or int(found[1]) > int(found[2]):
        raise ValueError(f"{text!r} is no part; 3/8 is the third of eight")
    return Shard(int(found[1]), int(found[2]))
