"""Starting a server as a child that cannot outlive us, and ending it whole."""

import contextlib
import os
import shutil
import signal
import subprocess

LARGEST_LOG = 10_000_000  # bytes; a log past this is put aside once, at the next start


def open_log(place):
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists() and place.stat().st_size > LARGEST_LOG:
        place.replace(place.with_suffix(".old.log"))
    return place.open("ab")


def start(command, *, log, ends_by="TERM", before=(), environment=None, cwd=None, identity=None):
    """Start `command` in a session of its own and return its process.

    `before`: words that change who runs it; the wish to die with us is set after them, since they would clear it.
    `ends_by`: the signal the kernel sends it when we die, however we die (Linux; elsewhere the next start clears up).
    """
    dies_with_us = ("setpriv", "--pdeathsig", ends_by) if shutil.which("setpriv") and not identity else ()
    with open_log(log) as output:
        return subprocess.Popen(
            [*before, *dies_with_us, *map(str, command)],
            env=environment,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # the terminal's Ctrl-C reaches the supervisor only, which stops all in order
            **(identity or {}),
        )


def end(process, by=signal.SIGTERM, within=15, then=signal.SIGKILL):
    """Ask it to stop with `by`; after `within` seconds send `then`."""
    if process.poll() is None:
        process.send_signal(by)
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        process.send_signal(then)
        process.wait(within)


def end_remains(process):
    """Kill what a dead child left behind in its session, such as the workers of a killed web server."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
