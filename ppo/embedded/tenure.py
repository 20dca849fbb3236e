"""Who may start and stop a server that several commands share.

Two lock files stand beside each server. Whoever uses the server holds `users` shared; whoever started it holds `owner`
alone and, before stopping, waits until the last user is gone. The kernel drops both locks when a process dies, however
it dies.
"""

import contextlib
import fcntl
import os
import sys
import time


class Tenure:
    """The locks of one server. `service` has `name`, `place`, `answers()`, `start()` and `stop(process)`."""

    def __init__(self, service):
        self.service = service
        self.process = None
        service.place.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.users = open(service.place / "users.lock", "a")  # noqa: SIM115 - held for the length of the use
        self.owner = open(service.place / "owner.lock", "a+")  # noqa: SIM115

    def begin(self, patience=60):
        """Use the running server, or start it. Returns whether it was started here.

        Waits at most `patience` seconds for someone else who is starting it or putting it away.
        """
        with self._let_go_on_failure():
            fcntl.flock(self.users, fcntl.LOCK_SH)
            for _ in range(int(patience / 0.05)):
                if self.service.answers():
                    return False
                if self._take_ownership():
                    self.process = self.service.start()
                    return True
                time.sleep(0.05)
            raise TimeoutError(f"{self.service.name} is held by another command ({self.holder()}) that does not let go")

    def own(self, patience=60):
        """Start the server as its only owner, waiting for a command that runs its own. For the supervisor."""
        with self._let_go_on_failure():
            fcntl.flock(self.users, fcntl.LOCK_SH)
            for round_ in range(int(patience / 0.05)):
                if self._take_ownership():
                    self.process = self.service.start()  # replaces the orphan of an owner that was killed
                    return self.process
                if round_ == 0:
                    print(f"waiting for {self.holder()} to finish with {self.service.name}", file=sys.stderr)  # noqa: T201
                time.sleep(0.05)
            raise TimeoutError(f"{self.service.name} is in use by another command ({self.holder()}): end it first")

    def end(self, patience=None):
        """Stop using it; the owner stops the server once the last user is gone, or after `patience` seconds."""
        fcntl.flock(self.users, fcntl.LOCK_UN)
        if self.process is not None:
            self._wait_for_users(patience)
            self.service.stop(self.process)
            self.process = None
        self._close()

    def _close(self):
        self.users.close()
        self.owner.close()

    @contextlib.contextmanager
    def _let_go_on_failure(self):
        try:
            yield
        except BaseException:
            self._close()
            raise

    def _wait_for_users(self, patience):
        until = None if patience is None else time.monotonic() + patience
        while until is None or time.monotonic() < until:
            try:
                fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.05)
            else:
                return

    def _take_ownership(self):
        try:
            fcntl.flock(self.owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self.owner.truncate(0)
        self.owner.write(f"process {os.getpid()}, {' '.join(sys.argv)}")
        self.owner.flush()
        return True

    def holder(self):
        """Who holds the server, in words, as the owner wrote it down."""
        self.owner.seek(0)
        return self.owner.read() or "a command that has just begun"


@contextlib.contextmanager
def using(service):
    """Run the body with `service` up. Yields whether it was started for this."""
    tenure = Tenure(service)
    started = tenure.begin()
    try:
        yield started
    finally:
        tenure.end()
