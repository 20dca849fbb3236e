"""Write the draft of everything one person would be given, as a PDF and for machines, with what is kept back left out."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.timezone import localdate

from casework.models import Person
from ppo.management.answering import AnsweringCommand
from ppo.rights import draft, paper
from sharing import ledger


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--ref", required=True, help="the scheme's reference of the person")
        parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="folder to write the files to")

    def answer(self, *, scheme, as_of, ref, output, **options):
        if as_of != localdate():
            raise CommandError("A person is given what is held now: --as-of takes no other day here.")
        person = Person.objects.filter(scheme=scheme, ref=ref).select_related("scheme__lead_agency").first()
        if person is None:
            raise CommandError(f"There is nobody with the reference {ref} in {scheme.code}.")
        made = draft.draft(person, on=as_of)
        output = Path(output)
        output.mkdir(parents=True, exist_ok=True)
        for name, data in (("subject-access.pdf", made.pdf), ("subject-access.json", made.json)):
            (output / name).write_bytes(data)
        ledger.record(
            "subject_access",
            doer="manage.py subject_access",
            operation=ledger.Operation.DISCLOSURE,
            people=[person.pk],
            scheme_id=scheme.pk,
            sha256=paper.sha256(made.pdf),
        )
        return {
            "ref": ref,
            "files": [str(output / "subject-access.pdf"), str(output / "subject-access.json")],
            "sha256": paper.sha256(made.pdf),
            "pages": paper.pages(made.pdf),
            "items": sum(one.of for _, one in made.answers),
            "given": sum(len(one.items) for _, one in made.answers),
            "to_decide": sum(one.undecided for _, one in made.answers),
            "controllers": [
                {
                    "agency": agency.code,
                    "regime": draft.regime_of(agency).value,
                    "items": one.of,
                    "given": len(one.items),
                    "to_decide": one.undecided,
                }
                for agency, one in made.answers
            ],
        }
