"""Change the key that signs who looks, while everybody goes on working.

--new makes one where the key is kept under var/, --accept takes the one now in VIEWER_KEY. Either way the database accepts
both. Then restart web, worker and beat, and --retire forgets the old one. Without any of these: which keys are known.
"""

import contextlib
import os
import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sharing.changes import viewer_key as changes

DOER = "viewer_key"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--new", action="store_true", help="make a key, accept it and keep it under var/")
        what.add_argument("--accept", action="store_true", help="accept the key of VIEWER_KEY beside the old one")
        what.add_argument("--retire", action="store_true", help="forget every key but the present one")
        parser.add_argument("--patience", type=float, default=300, metavar="SECONDS", help="how long --retire waits")

    def handle(self, *, new, accept, retire, patience, **options):
        if new:
            self.new()
        elif accept:
            changes.viewer_key_accept(key=settings.VIEWER_KEY, by=DOER)
        elif retire:
            self.retire(patience)
        known = changes.viewer_keys_known()
        ours = changes.pads(settings.VIEWER_KEY)[0] in known
        self.stdout.write(f"The database accepts {len(known)} {'key' if len(known) == 1 else 'keys'}.")
        if new or accept:
            self.stdout.write("Now restart web, worker and beat; then: manage.py viewer_key --retire")
        elif not ours:
            raise CommandError("The key of this process is none of them: nobody would see anything. Try --accept.")

    def new(self):
        """Known to the database first: a process that starts in between must not sign with a key nobody knows."""
        place = settings.VAR / "secrets" / "viewer_key"
        if os.environ.get("VIEWER_KEY") or not place.exists():
            raise CommandError("VIEWER_KEY comes from the environment: put another one there, then --accept.")
        key = secrets.token_hex(64)
        changes.viewer_key_accept(key=bytes.fromhex(key), by=DOER)
        fresh = place.with_suffix(".new")
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
        fresh.touch(mode=0o600)
        fresh.write_text(key)
        fresh.replace(place)

    def retire(self, patience):
        try:
            changes.viewer_key_retire(key=settings.VIEWER_KEY, by=DOER, patience=patience)
        except (LookupError, changes.StillInUse) as problem:
            raise CommandError(f"{problem} Nothing was changed.") from None
