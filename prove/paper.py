"""docs/proof.md, from what the steps left under var/prove."""

import json

from prove import steps

PAPER = steps.ROOT / "docs" / "proof.md"
HEAD = """# Proof

Written by `make prove`, not by hand: each line is what a step found when it was last run, on the commit it names. A step
that was never run says so. `make prove ARGS="mutation coverage"` runs steps by name, `ARGS=--list` names them.

"""


def results():
    """What each step left, in the order of the steps; None for one that was never run."""
    found = {}
    for name in steps.STEPS:
        kept = steps.KEPT / f"{name}.json"
        found[name] = json.loads(kept.read_text()) if kept.exists() else None
    return found


def table(found):
    lines = [
        "| Step | What it shows | Outcome | Figures | Minutes | Commit | When |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, result in found.items():
        title = steps.STEPS[name].title
        if result is None:
            lines.append(f"| {name} | {title} | not run | | | | |")
            continue
        figures = steps.words(result["figures"])
        cells = (name, title, result["outcome"], figures, result["minutes"], result["commit"], result["at"])
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def notes(found):
    """What steps had to say: survivors with their reasons, what is wrong where something is."""
    parts = []
    for name, result in found.items():
        if result and result["notes"]:
            parts.append(f"## {name}\n\n" + "\n".join(f"* {note}" for note in result["notes"]))
    return "\n\n".join(parts)


def write():
    found = results()
    PAPER.write_text(f"{HEAD}{table(found)}\n\n{notes(found)}".rstrip() + "\n")
