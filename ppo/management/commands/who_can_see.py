"""Print what a practitioner of every agency may see about one person, and why."""

from django.core.management.base import CommandError

from casework.models import Person
from ppo.management.answering import AnsweringCommand
from sharing import ledger, matrix


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--ref", required=True, help="the scheme's reference of the person")

    def answer(self, *, scheme, as_of, ref, **options):
        person = Person.objects.filter(scheme=scheme, ref=ref).first()
        if person is None:
            raise CommandError(f"There is nobody with the reference {ref} in {scheme.code}.")
        cells = [
            {
                "agency": cell.agency.code,
                "on_case": cell.on_case,
                "owner": cell.owner.code,
                "category": cell.category.code,
                "level": cell.level.code,
                "basis": cell.basis,
            }
            for cell in matrix.who_can_see(person, at=matrix.moment_of(as_of))
        ]
        ledger.record(
            "who_can_see",
            doer="manage.py who_can_see",
            operation=ledger.Operation.CONSULTATION,
            people=[person.pk],
            scheme_id=scheme.pk,
        )
        return {"ref": ref, "cells": cells}
