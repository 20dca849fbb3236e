"""What the demo shows of nominations: some to decide, one under 18, one of whom nobody says yet who it is, suggestions."""

from casework.models import Identity
from cohort.changes.nomination import Said, Who, nominate
from cohort.changes.suggestion import suggestions_make
from sharing.calendar import add_months
from sharing.looking import moment
from sharing.models import Agency
from sharing.viewer import viewer_of

NEW = Said(
    reason="Three break-ins on the Riverside estate since September, and he tells us he steals to pay a debt.",
    strands=("catch_convict", "rehabilitate_resettle"),
    sources=("community", "offences"),
    caution="His mother told us where he sleeps. He must not learn that she did.",
)
YOUNG = Said(
    reason="Out every night with two people on the scheme; a caution in the summer, a burglary charge last week.",
    sources=("offences",),
)
UNSURE = Said(
    reason="Seen twice at the needle exchange with stolen goods. We do not know whether the scheme knows him.",
    strands=("rehabilitate_resettle",),
    sources=("other",),
)


def show_nominations(*, scheme, today):
    """Call it as the system, after the import. Everything goes through the changes, as users would do it."""
    at = moment()
    police = Agency.objects.get(scheme=scheme, code="POL")
    housing, youth, treatment = (
        viewer_of(email=f"{name}@demo.example", scheme=scheme) for name in ("housing1", "yot1", "drugs2")
    )
    new = Said(NEW.reason, NEW.strands, NEW.sources, NEW.caution, (police.pk,))
    nominate(by=housing, who=Who("Dunnock", "Corey", add_months(today, -12 * 33)), said=new, today=today, at=at)
    nominate(by=youth, who=Who("Fulmar", "Jamie", add_months(today, -12 * 16)), said=YOUNG, today=today, at=at)
    unknown = _somebody_unknown(treatment)
    if unknown is not None:
        who = Who(unknown.person.family_name, unknown.person.given_names, unknown.date_of_birth)
        nominate(by=treatment, who=who, said=UNSURE, today=today, at=at)
    suggestions_make(scheme=scheme, by="demo", today=today, at=at)


def _somebody_unknown(viewer):
    """The identity of somebody who is there, and not for this viewer."""
    known = Identity.objects.visible_to(viewer).values("pk")
    rows = Identity.objects.filter(scheme=viewer.scheme_id, date_of_birth__isnull=False).exclude(pk__in=known)
    return rows.select_related("person").order_by("person__ref").first()
