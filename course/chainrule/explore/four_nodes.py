"""The smallest graph with two paths: u feeds v₁ and v₂, both feed c; and what a nudge does in it, measured."""

from dataclasses import dataclass

from chainrule.numeric import complex_step

NAMES = ("u", "v₁ = u²", "v₂ = 3 − u", "c = v₁ v₂")
STILL = 0.05  # A c that moves by less than this for each unit of u is said to stand still.


def v1(u):
    return u * u


def v2(u):
    return 3 - u


def c(v1, v2):
    return v1 * v2


@dataclass(frozen=True)
class Nudged:
    """The values at `u`, the moves after a push by `h`, and the ratios, on each wire, along each path and of both."""

    u: float
    h: float

    @property
    def values(self):
        """u, v₁, v₂, c before the push."""
        return self.u, v1(self.u), v2(self.u), c(v1(self.u), v2(self.u))

    @property
    def moves(self):
        """How far u, v₁, v₂ and c go."""
        pushed = Nudged(self.u + self.h, self.h).values
        return tuple(after - before for after, before in zip(pushed, self.values, strict=True))

    @property
    def ratios(self):
        """Δv₁/Δu, Δv₂/Δu, and Δc/Δv₁, Δc/Δv₂ with the other v held where it was."""
        _, first, second, before = self.values
        by_first = (c(first + self.h, second) - before) / self.h
        by_second = (c(first, second + self.h) - before) / self.h
        return self.moves[1] / self.h, self.moves[2] / self.h, by_first, by_second

    @property
    def along(self):
        """Δc/Δu when only one of the two v moves: through v₁, through v₂."""
        _, first, second, before = self.values
        return (
            (c(first + self.moves[1], second) - before) / self.h,
            (c(first, second + self.moves[2]) - before) / self.h,
        )

    @property
    def by_both(self):
        """Δc/Δu when everything moves."""
        return self.moves[3] / self.h

    @property
    def direction(self):
        """What c does for a tiny push of u: "rises", "stands still" or "falls"."""
        slope = float(complex_step(lambda u: c(v1(u), v2(u)), self.u))
        return "stands still" if abs(slope) < STILL else "rises" if slope > 0 else "falls"
