"""Put a panel of nine people into the database the browsers' server uses: `python -m tests.browser.load_panel`."""

from datetime import timedelta

import django
from django.db import transaction

NAMES = ("Ash", "Birch", "Cedar", "Elder", "Fern", "Gorse", "Hazel", "Ivy", "Juniper")

if __name__ == "__main__":
    django.setup()

    from casework.models import Identity, Person
    from cohort.models import Membership, Panel, PanelItem, PanelParagraph, PanelSeat, RunScore, SelectionRun
    from sharing import links
    from sharing.looking import looking_as_system
    from sharing.models import Agency, Scheme, User

    with transaction.atomic(), looking_as_system():
        scheme = Scheme.objects.get(code="NORTH")
        agency = {one.code: one for one in Agency.objects.filter(scheme=scheme)}
        run = SelectionRun.objects.get(scheme=scheme)
        today = run.as_of + timedelta(days=1)
        panel = Panel.objects.create(
            scheme=scheme, number=2, held_on=today, place="Northside Town Hall",
            chair=User.objects.get(email="cherie@north.example"),
        )  # fmt: skip
        for code in ("police", "probation", "housing", "drugs"):
            PanelSeat.objects.create(panel=panel, agency=agency[code], invited_on=today)
        people = []
        for place, name in enumerate(NAMES, start=1):
            person = Person.objects.create(
                scheme=scheme, owner=agency["police"], ref=f"P{place:03}", family_name=name, given_names="Made Up",
                status="non_statutory",
            )  # fmt: skip
            Identity.objects.create(person=person, owner=agency["police"], scheme=scheme)
            Membership.objects.create(
                person=person, owner=agency["police"], nominated_by=agency["police"],
                nominated_on=today - timedelta(days=20),
            )  # fmt: skip
            RunScore.objects.create(
                run=run, person=person, rank=1, total=12, provisional=False, on_scheme=False, above_line=True,
                status="non_statutory", found=[2, 1, 0], points=[6, 5, 0],
            )  # fmt: skip
            item = PanelItem.objects.create(panel=panel, person=person, position=place, why="above", run=run)
            PanelParagraph.objects.create(
                item=item, person=person, owner=agency["housing"], text="" if place % 2 else "Has a tenancy until March"
            )
            people.append(person.pk)
        links.sync(people)
