"""`make bench`: speeds as ratios against limits, on a made-up register. `SIZE=100k` for the big one.

Arguments: `--accept` takes the register as it is for the one to compare with from now on; words choose goals by name.
Writes bench/out.json and prints a table. Exit code 1 when a goal is missed or an answer is wrong.
"""

import gc
import json
import os
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
OUT = ROOT / "bench" / "out.json"
MET, MISSED, NOT_JUDGED = "met", "missed", "not_judged"


def main(arguments):
    from bench import register

    size = os.environ.get("SIZE", "10k")
    if size not in register.SIZES:
        sys.exit(f"SIZE is {size}: it has to be one of {', '.join(register.SIZES)}.")
    with register.running():
        name = register.made(size)
        if "--accept" in arguments:
            register.accept(name, size)
        try:
            register.compare(name, size)
        except register.RegisterDiffers as differs:
            sys.exit(str(differs))
        results = judged(name, register.SIZES[size], [word for word in arguments if not word.startswith("-")])
    OUT.write_text(json.dumps({"size": size, "goals": results}, indent=1) + "\n")
    print(table(results))
    return int(any(result["verdict"] == MISSED for result in results))


def judged(name, people, words):
    """The results of every goal, in order, on the database `name`."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    from bench import register

    os.environ["BENCH_DATABASE"] = register.url(name)
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    from bench import contests

    setup_test_environment()
    bench = contests.Bench(name, people)
    gc.collect()
    gc.freeze()  # what was loaded stays: collecting between turns must not walk through all of Django each time
    goals = tomllib.loads((ROOT / "bench" / "goals.toml").read_text())["goal"]
    of_size = [goal for goal in goals if bench.people in map(register.SIZES.get, goal.get("sizes", register.SIZES))]
    return [result(bench, goal) for goal in of_size if not words or any(word in goal["name"] for word in words)]


def result(bench, goal):
    """One goal's line: measured, once more where it was missed or too noisy to tell."""
    from bench.contests import NotThere
    from bench.ratio import AnswersDiffer

    begun = time.perf_counter()
    try:
        measured = measured_once(bench, goal)
        if measured.noisy or measured.ratio > goal["max_ratio"]:
            measured = better(measured, measured_once(bench, goal))
    except NotThere as missing:
        return line(goal, None, NOT_JUDGED, why=str(missing))
    except AnswersDiffer as wrong:
        return line(goal, None, MISSED, why=f"a wrong answer: {wrong}")
    if measured.noisy:
        return line(
            goal,
            measured,
            NOT_JUDGED,
            why=f"the machine was busy: the limit's turns lie {measured.noise:.1f} times apart",
        )
    verdict = MET if measured.ratio <= goal["max_ratio"] else MISSED
    return line(goal, measured, verdict, seconds=round(time.perf_counter() - begun, 1))


def measured_once(bench, goal):
    from bench import contests
    from bench.ratio import Contest, measure

    found = getattr(contests, goal["contest"])(bench, **goal.get("of", {}))
    return measure(found) if isinstance(found, Contest) else found


def better(first, second):
    """The quieter of two, or the smaller where both are quiet: noise only ever slows."""
    return min(first, second, key=lambda measured: (measured.noisy, measured.ratio))


def line(goal, measured, verdict, **more):
    ratio = None if measured is None else round(measured.ratio, 3)
    return (
        {"name": goal["name"], "ratio": ratio, "max_ratio": goal["max_ratio"], "verdict": verdict}
        | more
        | spent(measured)
    )


def spent(measured):
    if measured is None or measured.limit_ms is None:
        return {}
    return {"limit_ms": round(measured.limit_ms, 3), "ours_ms": round(measured.ours_ms, 3)}


def table(results):
    """What is printed: a line a goal. Milliseconds are of this machine and minute; only the ratio is a result."""
    lines = ["| goal | ratio | at most | verdict | limit ms | ours ms |", "| --- | --- | --- | --- | --- | --- |"]
    for found in results:
        ratio = "-" if found["ratio"] is None else f"{found['ratio']:.2f}"
        verdict = found["verdict"].replace("_", " ") + (f" ({found['why']})" if "why" in found else "")
        cells = [
            found["name"],
            ratio,
            f"{found['max_ratio']:g}",
            verdict,
            found.get("limit_ms", ""),
            found.get("ours_ms", ""),
        ]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
