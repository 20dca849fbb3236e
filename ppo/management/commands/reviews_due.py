"""Who is due for review by a few weeks from now, earliest first, the exempt too."""

from datetime import timedelta

from casework.models import Person
from ppo.management.answering import AnsweringCommand
from reviews.clock import due_reviews


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--days", type=int, default=28, metavar="N", help="due within this many days (default 28)")

    def answer(self, *, scheme, as_of, days, **options):
        until = as_of + timedelta(days=days)
        due = {person: row for person, row in due_reviews(scheme, on=as_of).items() if row.due_on <= until}
        refs = dict(Person.objects.filter(pk__in=due).values_list("pk", "ref"))
        rows = [
            {
                "ref": refs[person],
                "due_on": row.due_on,
                "overdue_days": row.overdue_days,
                "last_review_on": row.last_review_on,
                "exempt": row.exempt,
                "reason": row.reason,
            }
            for person, row in due.items()
        ]
        return sorted(rows, key=lambda row: (row["due_on"], row["ref"]))

    def say(self, found):
        for row in found:
            late = f", {row['overdue_days']} days overdue" if row["overdue_days"] else ""
            self.stdout.write(f"{row['ref']}  due {row['due_on']}{late}.  {row['reason']}")
        self.stdout.write(f"{len(found)} people")
