"""Where the embedded services keep their sockets. Read by the settings, so it starts nothing and imports no Django."""

import hashlib
import os
import tempfile
from pathlib import Path

# A socket's address holds 107 bytes on Linux and 103 on macOS, ".s.PGSQL.5432" included.
LONGEST_FOLDER = 85


def socket_folder(var):
    """The folder of the sockets for this `var`: inside it, or under the temporary folder where the path is too long."""
    inside = Path(var).resolve() / "s"
    if len(os.fsencode(inside)) <= LONGEST_FOLDER:
        return inside
    digest = hashlib.sha256(os.fsencode(inside)).hexdigest()[:12]
    return Path(tempfile.gettempdir()).resolve() / f"ppo-{digest}"
