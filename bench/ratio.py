"""The runner of ratios: what we do against a limit, turn by turn in one process, so that a busy machine slows both.

Each turn repeats a contestant until it took long enough to be measured; the lower quartile of the turns counts. Before any
clock starts both must give the same answer. A limit whose turns differ by more than three times gives no verdict.
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

TURNS = 9
LONG_ENOUGH = 0.04  # seconds a turn takes at least: longer than another process keeps the processor
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
    """`ratio` of ours to the limit, both in milliseconds, and how far the limit's own turns lie apart."""

    ratio: float
    limit_ms: float | None = None
    ours_ms: float | None = None
    noise: float = 1.0

    @property
    def noisy(self):
        return self.noise > NOISY


def measure(contest, turns=TURNS):
    """The contest's Measured. Raises AnswersDiffer."""
    theirs, ours = contest.limit(), contest.ours()
    if contest.same is not None and not contest.same(theirs, ours):
        raise AnswersDiffer(f"the limit gave {str(theirs)[:200]}, ours {str(ours)[:200]}")
    contestants = (contest.limit, contest.ours)
    times = [enough(contestant) for contestant in contestants]
    took = ([], [])
    for _ in range(turns):
        for contestant, repeat, kept in zip(contestants, times, took, strict=True):
            gc.collect()
            kept.append(timed(contestant, repeat))
    limit, own = (lower_quartile(kept) for kept in took)
    return Measured(own / limit, limit * 1000, own * 1000, max(took[0]) / min(took[0]))


def enough(contestant):
    """How often to repeat it in a turn; finding out warms it up."""
    repeat = 8
    while (took := timed(contestant, repeat) * repeat) < LONG_ENOUGH:
        repeat = max(repeat * 2, int(repeat * LONG_ENOUGH / took))
    return repeat if took < 20 * LONG_ENOUGH else 1


def timed(contestant, repeat):
    """Seconds one repetition took."""
    begun = time.perf_counter()
    for _ in range(repeat):
        contestant()
    return (time.perf_counter() - begun) / repeat


def lower_quartile(values):
    return statistics.quantiles(values, n=4)[0]
