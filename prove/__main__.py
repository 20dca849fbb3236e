"""`python -m prove [--list | --write] [step ...]`: run the steps, all without names; print a table and write the paper."""

import sys

from prove import paper, steps


def main(arguments):
    words = [word for word in arguments if not word.startswith("-")]
    unknown = sorted(set(words) - steps.STEPS.keys())
    if unknown:
        sys.exit(f"No step is called {', '.join(unknown)}. There are: {', '.join(steps.STEPS)}.")
    if "--list" in arguments:
        print("\n".join(f"{name:10} {step.title}" for name, step in steps.STEPS.items()))
        return 0
    wanted = [] if "--write" in arguments else words or [name for name, step in steps.STEPS.items() if step.always]
    outcomes = [steps.run(name) for name in wanted]
    paper.write()
    print(paper.table(paper.results()))
    print(f"\nWritten: {paper.PAPER.relative_to(steps.ROOT)}")
    return int(any(result["outcome"] != steps.PASSED for result in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
