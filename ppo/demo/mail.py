"""The demo's mail server: real SMTP on 127.0.0.1, every message kept under `var/mail`, none sent on.

`python -m ppo.demo.mail FOLDER` writes the port it took to `FOLDER/port`, where the settings look for it.
"""

import contextlib
import email.policy
import os
import signal
import socket
import sys
import threading
import time
from email import message_from_bytes
from pathlib import Path

USUAL_PORT = 8025
KEEP = 500  # messages


class Keeper:
    """aiosmtpd's handler: a message becomes a file named after the moment it came."""

    def __init__(self, folder):
        self.folder = folder

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name is aiosmtpd's
        name = f"{time.time_ns()}.eml"
        recipients = ", ".join(envelope.rcpt_tos)
        fresh = self.folder / f".{name}"
        fresh.write_bytes(f"X-Recipients: {recipients}\r\n".encode() + envelope.content)
        fresh.rename(self.folder / name)
        for old in messages(self.folder)[KEEP:]:
            old.unlink(missing_ok=True)
        return "250 kept"


def messages(folder):
    """The kept messages' files, newest first."""
    return sorted(Path(folder).glob("[0-9]*.eml"), reverse=True)


def read(file):
    """One kept message as `email.message.EmailMessage`."""
    return message_from_bytes(file.read_bytes(), policy=email.policy.default)


def free_port(wanted=USUAL_PORT):
    """`wanted` where it is free, else any free port."""
    for port in (wanted, 0):
        with socket.socket() as trial, contextlib.suppress(OSError):
            trial.bind(("127.0.0.1", port))
            return trial.getsockname()[1]
    raise OSError("no free port on 127.0.0.1")


def serve(folder):
    from aiosmtpd.controller import Controller

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    controller = Controller(Keeper(folder), hostname="127.0.0.1", port=free_port(), decode_data=False)
    controller.start()
    note = folder / "port"
    fresh = folder / f"port.{os.getpid()}"
    fresh.write_text(str(controller.port))
    fresh.replace(note)
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    over.wait()
    controller.stop()
    note.unlink(missing_ok=True)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
