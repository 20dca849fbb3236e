"""A Redis in Python for machines without one: `python -m ppo.embedded.pretend_redis SOCKET`. Slow, and forgets."""

import os
import signal
import socket
import sys
import threading
import time
from itertools import count
from pathlib import Path

from fakeredis import TcpFakeServer


class SocketFakeServer(TcpFakeServer):
    """fakeredis' server on a socket instead of a port."""

    address_family = socket.AF_UNIX

    def __init__(self, address):
        self.numbers = count(1)
        super().__init__(address)

    def server_bind(self):
        Path(self.server_address).unlink(missing_ok=True)
        self.socket.bind(self.server_address)
        os.chmod(self.server_address, 0o700)

    def get_request(self):
        # The server tells its clients apart by their address, which on a socket is empty.
        connection, _ = self.socket.accept()
        return connection, ("socket", next(self.numbers))


def end_with_parent():
    """Leave when the process that started this one is gone, on systems where the kernel cannot see to it."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    threading.Thread(target=end_with_parent, daemon=True).start()
    SocketFakeServer(sys.argv[1]).serve_forever()
