"""What stands out in one day's reading, for the governance leads; with --send they are told, each once."""

from datetime import timedelta

from django.utils import timezone

from ppo.management.answering import AnsweringCommand
from sharing import ledger, watching
from sharing.changes.watch import digest_send, watch_send
from sharing.models import Agency, User


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--send", action="store_true", help="tell the leads, and mail them the newest seal")

    def answer(self, *, scheme, as_of, send, **options):
        on = as_of - timedelta(days=1)
        if send:
            found = watch_send(scheme=scheme, on=on, at=timezone.now())
            digest_send(scheme=scheme, on=as_of, at=timezone.now())
        else:
            found = watching.findings(scheme, on=on)
            people = {finding.person_id for finding in found} - {None}
            ledger.record("ledger_watch", doer="ledger_watch", people=people, scheme_id=scheme.pk, found=len(found))
        users = dict(User.objects.filter(pk__in={f.user_id for f in found}).values_list("pk", "email"))
        agencies = dict(Agency.objects.filter(scheme=scheme).values_list("pk", "code"))
        refs = dict(scheme.people.filter(pk__in={f.person_id for f in found}).values_list("pk", "ref"))
        silences = watching.silences(watching.midnight(on), watching.midnight(as_of))
        return {
            "day": on,
            "findings": [
                {
                    "kind": str(f.kind),
                    "agency": agencies[f.agency_id],
                    "user": users[f.user_id],
                    "ref": refs.get(f.person_id),
                    "times": f.times,
                    "first_at": f.first_at,
                    "usual": f.usual,
                }
                for f in found
            ],
            "silences": [{"from": since, "to": until} for since, until in silences],
        }

    def say(self, found):
        self.stdout.write(f"Reading of {found['day']}: {len(found['findings'])} things to ask about")
        for row in found["findings"]:
            whom = row["ref"] or f"{row['times']} people, usually {row['usual']:g}"
            self.stdout.write(f"{row['kind']:17} {row['user']:30} {whom}")
        for silence in found["silences"]:
            self.stdout.write(f"Nothing was sealed from {silence['from']} to {silence['to']}")
