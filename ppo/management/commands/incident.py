"""Print who saw and changed what, of one user or about one person, in a span of time: the facts of a breach in one command.

The Commissioner is told within 72 hours (Data Protection Act 2018, section 67; UK GDPR, Article 33).
"""

from datetime import datetime, time, timedelta

from django.core.management.base import CommandError
from django.utils.timezone import now

from casework.models import Person
from ppo.management.answering import AnsweringCommand
from sharing import ledger, operations
from sharing.links import LONDON
from sharing.models import Agency, LedgerEntry, User
from sharing.policy import Category

TOLD_WITHIN = timedelta(hours=72)


def a_moment(text):
    """A day, which begins in London, or a moment such as 2026-11-20T14:00."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=LONDON)


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--user", metavar="EMAIL", help="what this user saw and did")
        parser.add_argument("--person", metavar="REF", help="who saw and touched this person's record")
        parser.add_argument("--from", dest="since", type=a_moment, metavar="DAY", help="default: 30 days ago")
        parser.add_argument("--to", dest="until", type=a_moment, metavar="DAY", help="this day included; default: now")

    def answer(self, *, scheme, as_of, user, person, since, until, **options):
        if not user and not person:
            raise CommandError("Say whose reading it is with --user, or whose record with --person.")
        since = since or now() - timedelta(days=30)
        until = until or now()
        if until.astimezone(LONDON).time() == time():
            until += timedelta(days=1)
        lines = LedgerEntry.objects.filter(scheme_id=scheme.pk, at__gte=since, at__lt=until).order_by("at", "pk")
        if user:
            lines = lines.filter(user_id=self.user_of(user))
        if person:
            about = Person.objects.filter(scheme=scheme, ref=person).first()
            if about is None:
                raise CommandError(f"There is nobody with the reference {person} in {scheme.code}.")
            lines = lines.about(about.pk)
        lines = list(lines)
        told = self.told(scheme, lines)
        people = {pk for line in lines for pk in line.people}
        ledger.record("incident", doer="manage.py incident", people=people, scheme_id=scheme.pk, lines=len(lines))
        return {
            "from": since,
            "to": until,
            "user": user,
            "person": person,
            "tell_the_commissioner_by": now() + TOLD_WITHIN,
            "lines": told,
            "people": sorted({ref for line in told for ref in line["people"]}),
            "users": sorted({line["user"] for line in told}),
        }

    def user_of(self, email):
        found = User.objects.filter(email__iexact=email).values_list("pk", flat=True).first()
        if found is None:
            raise CommandError(f"Nobody signs in as {email}.")
        return found

    def told(self, scheme, lines):
        refs = dict(Person.objects.filter(scheme=scheme).values_list("pk", "ref"))
        users = dict(User.objects.filter(pk__in={line.user_id for line in lines}).values_list("pk", "email"))
        agencies = dict(Agency.objects.filter(scheme=scheme).values_list("pk", "code"))
        return [
            {
                "at": line.at,
                "user": users.get(line.user_id, line.doer or "the system"),
                "agency": agencies.get(line.agency_id),
                "operation": line.operation,
                "what": operations.words(line.event, line.operation),
                "people": sorted(refs[pk] for pk in line.people if pk in refs),
                "categories": [Category(number).code for number in line.facts.get("categories", [])],
                "records": {kind: len(ids) for kind, ids in line.facts.get("records", {}).items()},
            }
            for line in lines
        ]

    def say(self, found):
        for line in found["lines"]:
            people = ", ".join(line["people"][:5]) + (" …" if len(line["people"]) > 5 else "")
            self.stdout.write(f"{line['at']:%Y-%m-%d %H:%M} {line['user']}: {line['what']} ({people or 'nobody'})")
        self.stdout.write(
            f"{len(found['lines'])} lines, {len(found['people'])} people, {len(found['users'])} users."
            f" The Commissioner is told by {found['tell_the_commissioner_by']:%Y-%m-%d %H:%M} UTC if it was found now."
        )
