"""Print the monthly return of a scheme: its measures, which of them it is too early to judge, and what is missing."""

from datetime import date

from ppo.management.answering import AnsweringCommand
from reports.returns import data_return


def a_month(text):
    return date.fromisoformat(f"{text}-01")


a_month.__name__ = "month"


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--month", type=a_month, required=True, metavar="YYYY-MM", help="the month of the return")

    def answer(self, *, scheme, as_of, month, **options):
        return data_return(scheme, month=month, on=as_of)

    def say(self, found):
        self.stdout.write(f"Return for {found['month']}")
        for measure in found["measures"]:
            early = "  (too early to judge)" if measure["not_yet_judgeable"] else ""
            self.stdout.write(f"{measure['label']}: {measure['value']}{early}")
        for gap in found["gaps"]:
            self.stdout.write(f"Missing: {gap['field']} of {gap['ref']}")
