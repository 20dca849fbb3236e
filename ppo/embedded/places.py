"""Where services are found: sockets, addresses, ports.

Read by the settings, so it starts nothing and imports no Django.
"""

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# A socket's address holds 107 bytes on Linux and 103 on macOS, ".s.PGSQL.5432" included.
LONGEST_FOLDER = 85


def socket_folder(var):
    """The folder of the sockets for this `var`: inside it, or under the temporary folder where the path is too long."""
    inside = Path(var).resolve() / "s"
    if len(os.fsencode(inside)) <= LONGEST_FOLDER:
        return inside
    digest = hashlib.sha256(os.fsencode(inside)).hexdigest()[:12]
    return Path(tempfile.gettempdir()).resolve() / f"ppo-{digest}"


def redis_address(url, number):
    """`url` with its database exchanged for `number`: redis:// carries it as path, unix:// as `db`."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?{urlencode({**dict(parse_qsl(parts.query)), 'db': number})}"
    return urlunsplit(parts._replace(path=f"/{number}"))


def broker_address(url):
    """The same Redis in Celery's spelling."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    return f"redis+socket://{parts.path}?virtual_host={dict(parse_qsl(parts.query)).get('db', 0)}"


def demo_mail_port(var):
    """The port where the demo's mail server listens, as it wrote it down; its usual one before it has."""
    noted = Path(var) / "mail" / "port"
    try:
        return int(noted.read_text())
    except (OSError, ValueError):
        return 8025
