"""Print whether somebody is on the scheme, and whom to call: yes, no or maybe, and nothing else of the record."""

from django.core.management.base import CommandError

from cohort import check
from ppo.management.answering import AnsweringCommand, a_day
from sharing import ledger


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--pnc", default="", metavar="ID", help="PNC ID, in any form")
        parser.add_argument("--name", default="", metavar="N", help="full name")
        parser.add_argument("--born", type=a_day, metavar="YYYY-MM-DD", help="date of birth, with --name")

    def answer(self, *, scheme, as_of, pnc, name, born, **options):
        asked = self.asked(pnc, name, born)
        found = check.answer(scheme.pk, asked, today=as_of)
        if found.answer == "no" and check.misread(asked):
            raise CommandError(f"{pnc} is no PNC ID: the letter at the end does not belong to it.")
        ledger.record(
            "status_check",
            doer="manage.py person_status",
            people=found.people,
            scheme_id=scheme.pk,
            answer=found.answer,
            asked=asked.by,
        )
        return {"answer": found.answer, "call": [{"name": one.name, "phone": one.phone} for one in found.call]}

    def asked(self, pnc, name, born):
        if bool(pnc) == bool(name) or bool(name) != (born is not None):
            raise CommandError("Say --pnc ID, or --name N with --born YYYY-MM-DD.")
        if name:
            return check.Asked(name=" ".join(name.split()), born=born)
        number = check.pnc_in(pnc)
        if number is None:
            raise CommandError(
                f"{pnc} is no PNC ID. It is a year, a stroke, 7 digits and a letter, like 1979/0163001B."
            )
        return check.Asked(pnc_id=number)

    def say(self, found):
        self.stdout.write(found["answer"])
        for one in found["call"]:
            self.stdout.write(f"{one['name']}  {one['phone']}")
