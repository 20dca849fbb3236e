"""What a one-off disclosure would show, in words, before anything is saved; and those that are live on a person's page."""

from django.db import transaction

from sharing import ledger
from sharing.dates import count, day, listed
from sharing.models import Disclosure, Link
from sharing.policy import WORDS, Level, decide
from sharing.sent import counts_held, kinds

# What is counted in other words than the table's own name: (one, many).
COUNTED = {
    "casework.allocation": ("worker", "workers"),
    "casework.contactnote": ("note of a contact", "notes of contacts"),
    "casework.drugtestresult": ("drug test result", "drug test results"),
    "casework.dipclient": ("treatment record", "treatment records"),
    "casework.identity": ("set of identity details", "sets of identity details"),
    "casework.intelligence": ("piece of intelligence", "pieces of intelligence"),
    "casework.offendingsummary": ("count of offences with the latest kind", "counts of offences with the latest kind"),
    "casework.searchalias": None,
    "casework.searchaliaspair": None,
    "casework.status": ("record of where the person is", "records of where the person is"),
    "cohort.agencyview": ("view of an agency", "views of agencies"),
    "cohort.membership": ("time on the scheme", "times on the scheme"),
    "pathways.actiondetail": ("action with its words", "actions with their words"),
    "pathways.needdetail": ("need in words", "needs in words"),
    "pathways.referraldetail": ("referral in words", "referrals in words"),
}


def attempted(change):
    """Make a change and undo everything: raises what the change raises, and leaves nothing behind."""
    with transaction.atomic():
        change()
        transaction.set_rollback(True)


def will_see(found, viewer, *, to_agency, category, level, until):
    """Sentences: what the other agency will see and until when, and that it will find the person where it does not yet.

    Whether it works with the person is said to those alone who do.
    """
    person = found.person
    numbers = counts_held(person.pk, viewer.agency_id, category, level)
    things = [count(number, *named(label)) for label, number in numbers.items() if named(label)]
    last = f"until {day(until)}"
    if things:
        yield f"{to_agency.name} will see {listed(things)} {last}."
    else:
        yield f"{to_agency.name} will see {last} that there is something under “{WORDS[category]}”, and nothing of it."
    if level == Level.FULL:
        yield "What is added or changed under this heading until then is seen as well."
    if not found.works:
        yield f"If {to_agency.name} does not work with {person.full_name}, it will find the person on its list until then."
    elif not Link.objects.filter(person=person, agency=to_agency, ends_at__isnull=True).exists():
        yield f"{to_agency.name} does not work with {person.full_name}. It will find the person on its list until then."


def named(label):
    options = kinds()[label]._meta
    return COUNTED.get(label, (str(options.verbose_name), str(options.verbose_name_plural)))


def live(page, viewer):
    """One-off disclosures that hold now and that the viewer may know of: gave it, received it, or sees what it is about."""
    rows = (
        Disclosure.objects.at_moment().filter(person=page.person).select_related("owner", "to_agency", "made_by__user")
    )
    known = [
        row
        for row in rows.order_by("ends_at", "pk")
        if viewer.agency_id in (row.owner_id, row.to_agency_id)
        or decide(viewer, page.found.rows, row.owner_id, row.category)[0] > Level.NONE
    ]
    if known:
        ids, told = [row.pk for row in known], [row.category for row in known]
        ledger.note("sharing.disclosure", people=[page.person.pk], ids=ids, categories=told)
    return known
