"""What a step of the proof found."""

from dataclasses import dataclass, field

PASSED, FAILED = "passed", "failed"


@dataclass(frozen=True)
class Found:
    """`figures`: name to number; `notes`: lines for whoever reads the paper, such as what is wrong or why it is not."""

    outcome: str
    figures: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
