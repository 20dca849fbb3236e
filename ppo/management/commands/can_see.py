"""Print what one user may see about one person, and why."""

from django.core.management.base import CommandError

from casework.models import Person
from ppo.management.answering import AnsweringCommand
from sharing import ledger, matrix
from sharing.models import Capacity
from sharing.viewer import viewer_of


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--user", required=True, metavar="EMAIL", help="who looks")
        parser.add_argument("--ref", required=True, help="the scheme's reference of the person")

    def answer(self, *, scheme, as_of, user, ref, **options):
        person = Person.objects.filter(scheme=scheme, ref=ref).first()
        if person is None:
            raise CommandError(f"There is nobody with the reference {ref} in {scheme.code}.")
        try:
            capacity = viewer_of(email=user, scheme=scheme).capacity
        except Capacity.DoesNotExist as unknown:
            raise CommandError(str(unknown)) from unknown

        on_case, levels = matrix.can_see(person, capacity, at=matrix.moment_of(as_of))
        ledger.record(
            "can_see",
            doer="manage.py can_see",
            operation=ledger.Operation.CONSULTATION,
            people=[person.pk],
            scheme_id=scheme.pk,
        )
        return {
            "on_case": on_case,
            "levels": [
                {"owner": owner.code, "category": category.code, "level": level.code, "basis": basis}
                for owner, category, level, basis in levels
            ],
        }
