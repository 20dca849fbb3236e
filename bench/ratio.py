"""The runner of ratios: what we do against a limit, turn by turn in one process, so that a busy machine slows both.

Turns are short, so that many pass between two interruptions, and the fastest tenth of them counts: noise only ever slows.
Before any clock starts both must give the same answer. Where the limit's middle turn took three times as long as that, the
machine was too busy for a verdict.
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

TURNS = 60
LONGEST = 8.0  # seconds all turns may take, however long one is
LONG_ENOUGH = 0.003  # seconds a turn takes at least
NOISY = 3.0


class AnswersDiffer(Exception):
    """Ours does not give the limit's answer: there is nothing to time."""


@dataclass(frozen=True)
class Contest:
    """Two ways to one answer. `limit` and `ours` take nothing and return what `same` compares; None compares nothing."""

    limit: Callable
    ours: Callable
    same: Callable | None = None


@dataclass(frozen=True)
class Measured:
    """`ratio` of ours to the limit, both in milliseconds; `noise`: the limit's middle turn to its fast ones."""

    ratio: float
    limit_ms: float | None = None
    ours_ms: float | None = None
    noise: float = 1.0

    @property
    def noisy(self):
        return self.noise > NOISY


def measure(contest):
    """The contest's Measured. Raises AnswersDiffer."""
    theirs, ours = contest.limit(), contest.ours()
    if contest.same is not None and not contest.same(theirs, ours):
        raise AnswersDiffer(f"the limit gave {str(theirs)[:200]}, ours {str(ours)[:200]}")
    contestants = [(contestant, enough(contestant), []) for contestant in (contest.limit, contest.ours)]
    begun = time.perf_counter()
    for turn in range(TURNS):
        if turn >= 5 and time.perf_counter() - begun > LONGEST:
            break
        for contestant, repeat, took in contestants:
            gc.collect()
            took.append(timed(contestant, repeat))
    limit, own = (statistics.quantiles(took, n=10) for _, _, took in contestants)
    return Measured(own[0] / limit[0], limit[0] * 1000, own[0] * 1000, limit[4] / limit[0])


def enough(contestant):
    """How often to repeat it in a turn; finding out warms it up, past the plans made for one set of values."""
    timed(contestant, 12)
    return max(1, round(LONG_ENOUGH / min(timed(contestant, 1) for _ in range(3))))


def timed(contestant, repeat):
    """Seconds one repetition took."""
    begun = time.perf_counter()
    for _ in range(repeat):
        contestant()
    return (time.perf_counter() - begun) / repeat
