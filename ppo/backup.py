"""One file with everything that lies under `var/` and cannot be made again: database, issued files, keys, anchors.

`python -m ppo.backup make FILE` while the system runs or not; `python -m ppo.backup restore FILE` into an empty `var/`.
For a database server of one's own see the README: there `pg_dump` and the server's own means do this better.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from ppo.embedded import ServiceFailed, command, tenure
from ppo.embedded.postgres import binaries

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("secrets", "files", "anchors")
DUMP = "database.dump"


class Refused(Exception):
    """The message is one sentence a user can act on."""


def make(var, target):
    """Write the backup to `target`, readable by its owner only. Returns its size in bytes."""
    service = command.postgres(var)
    if not (service.data / "PG_VERSION").exists():
        raise Refused(f"There is no database under {var}: nothing to back up.")
    fresh = target.with_name(f"{target.name}.part")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".ppo-backup-") as folder, tenure.using(service):
        dump = Path(folder) / DUMP
        # The one role that row-level security lets see every row, and that can write none.
        _postgres("pg_dump", "-Fc", "-f", dump, "-h", service.sockets, "-U", "ppo_backup", "ppo")
        os.close(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        with tarfile.open(fresh, "w") as archive:
            archive.add(dump, DUMP)
            for name in FOLDERS:
                if (var / name).exists():
                    archive.add(var / name, name)
    fresh.replace(target)
    return target.stat().st_size


def restore(var, source):
    """Bring the backup in `source` back. Nothing that is there is overwritten: `var` may not hold a database."""
    service = command.postgres(var)
    if (service.data / "PG_VERSION").exists():
        raise Refused(f"{var} holds a database already: move it away first.")
    var.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=var, prefix=".restore-") as folder:
        try:
            with tarfile.open(source, "r:") as archive:
                archive.extractall(folder, filter="data")
        except tarfile.TarError as problem:
            raise Refused(f"{source} is no backup of ours: {problem}.") from None
        for name in FOLDERS:
            if (Path(folder) / name).exists():
                _put(Path(folder) / name, var / name)
        with tenure.using(service):
            command.prepare_database(service)
            _postgres("pg_restore", "--exit-on-error", "--dbname", _address(service), Path(folder) / DUMP)


def _put(source, target):
    if target.exists() and any(target.iterdir()):
        raise Refused(f"{target} is not empty: move it away first.")
    if target.exists():
        target.rmdir()
    source.rename(target)


def _address(service):
    return f"host={service.sockets} user=postgres dbname=ppo"


def _postgres(program, *arguments):
    done = subprocess.run([str(binaries() / program), *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise Refused(f"{program} failed: {done.stderr.strip().splitlines()[-1]}")


def main(arguments):
    if len(arguments) != 2 or arguments[0] not in ("make", "restore") or not arguments[1]:
        return "make backup TO=FILE, or make restore FROM=FILE"
    if os.environ.get("DATABASE_URL"):
        return "The database has a server of its own: back it up with pg_dump, as the README says."
    var = Path(os.environ.get("PPO_VAR") or ROOT / "var").resolve()
    file = Path(arguments[1]).resolve()
    try:
        if arguments[0] == "make":
            size = make(var, file)
            print(f"{file}: {size / 1e6:.1f} MB. It holds personal data and keys: keep it as such.")  # noqa: T201
        else:
            restore(var, file)
            print("Restored. Declare it in the ledger: manage.py ledger_restore")  # noqa: T201
    except (Refused, ServiceFailed, TimeoutError, OSError) as problem:
        return str(problem)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
