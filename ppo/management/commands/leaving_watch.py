"""Who may be ready to leave the list, by which criterion, with the evidence and what speaks against. It decides nothing."""

from casework.models import Person
from cohort.leaving import watched
from cohort.models import Membership
from ppo.management.answering import AnsweringCommand
from sharing import ledger


class Command(AnsweringCommand):
    help = __doc__

    def answer(self, *, scheme, as_of, **options):
        found = watched(scheme, on=as_of)
        ledger.record(
            "leaving_watch", doer="manage.py leaving_watch", people=found, scheme_id=scheme.pk, as_of=as_of.isoformat()
        )
        refs = dict(Person.objects.filter(pk__in=found).values_list("pk", "ref"))
        rows = [
            {
                "ref": refs[person],
                "criterion": str(row.criterion),
                "since": row.since,
                "evidence": row.evidence,
                "blocked_by": [str(one) for one in row.blocked_by],
            }
            for person, rows in found.items()
            for row in rows
        ]
        return sorted(rows, key=lambda row: (row["ref"], row["criterion"]))

    def say(self, found):
        for row in found:
            words = Membership.Criterion(row["criterion"]).label
            since = f" since {row['since']}" if row["since"] else ""
            blocked = f"  Speaks against: {', '.join(row['blocked_by'])}." if row["blocked_by"] else ""
            self.stdout.write(f"{row['ref']}  {words}{since}.{blocked}")
        self.stdout.write(f"{len(found)} proposals")
