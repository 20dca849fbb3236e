"""`python3 -m bootstrap run|test|check|prove|bench|lock [arguments]`: set up what is missing, then do it."""

import errno
import os
import shutil
import socket
import sys

OLDEST, NEWEST = (3, 11), (3, 13)
WORDS = "run|test|check|prove|bench|lock"


def right_python():
    """Go on with a Python the locked packages are made for, if this one is not."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            os.execv(other, [other, "-m", "bootstrap", *sys.argv[1:]])  # noqa: S606
    sys.exit(f"Python 3.11, 3.12 or 3.13 is needed; this is {sys.version.split()[0]}. Install one, then: make run")


def free_port():
    """Say that the port is taken before minutes are spent on setting up."""
    port = int(os.environ.get("PORT") or 8000)
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((os.environ.get("HOST") or "127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is in use: stop the program that uses it, or run: make run PORT={port + 1}")


def do(word, arguments):
    from bootstrap import frontend, packages, system, tasks
    from bootstrap.step import PYTHON, need_space

    if word == "run":
        free_port()
        need_space(300)
    packages.install("requirements.txt" if word == "run" else "requirements-dev.txt")
    if word == "lock":
        return tasks.lock(arguments)
    frontend.build()
    if word != "check":
        system.ensure_printing()
        frontend.collect()
    if word == "run":
        os.execv(PYTHON, [str(PYTHON), "-m", "ppo.supervisor"])  # noqa: S606 - Ctrl-C reaches the supervisor alone
    if word in ("test", "prove"):
        system.ensure_browser()
    return getattr(tasks, word)(arguments)


def main():
    right_python()
    if len(sys.argv) < 2 or sys.argv[1] not in WORDS.split("|"):
        sys.exit(f"python3 -m bootstrap {WORDS}")
    from bootstrap.step import StepFailed

    try:
        return do(sys.argv[1], sys.argv[2:])
    except StepFailed as problem:
        return str(problem)
    except KeyboardInterrupt:
        return "Stopped."
    except OSError as problem:
        if problem.errno == errno.ENOSPC:
            return "The disk is full: make room and try again."
        raise


if __name__ == "__main__":
    sys.exit(main())
