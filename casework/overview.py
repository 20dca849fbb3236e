"""What casework shows of every person: the banner, where they are, this week, who is involved, and what others hold."""

from django.db.models import Q

from casework import meter
from casework.models import Address, Allocation, Contact, DrugTest, Identity, OffendingSummary, Order, Status
from casework.page import BANNER, OVERVIEW, Banner, Piece, settings_of
from casework.reference import GROUP_WORDS, prisons
from casework.rules.where import CUSTODY, Release, offices_close_early, release
from sharing.calendar import age_on
from sharing.dates import MONTHS, ago_or_in, count, day
from sharing.gather import part
from sharing.policy import WORDS, Category, Level

GIVEN_BY = {
    "prison": "Date from the prison",
    "court": "Date from the court or the warrant",
    "probation": "Date from probation",
    "worked_out": "Date worked out from the sentence",
    "person": "Date from the person or the family",
}
ASK_FOR = (Category.HOUSING, Category.EMPLOYMENT, Category.FINANCE, Category.FAMILY)


def open_on(today):
    """Spells that hold on the day."""
    return Q(start__lte=today) & (Q(end__isnull=True) | Q(end__gt=today))


def banner_parts(viewer, today):
    return {
        "identity": part(Identity.objects, "date_of_birth", "died_on", "pnc_id", "prison_number", "aliases"),
        "where": part(
            Status.objects.filter(open_on(today)).order_by("-start"), "status", "establishment", "start", "end",
            "sentence_months", "release_on", "release_source", "confirmed_on", "version", limit=1,
        ),
        "allocations": part(
            Allocation.objects.filter(open_on(today)).order_by("start", "pk"), "role", "start", "agency_id",
            user="user__name", phone="user__phone", agency="agency__name", agency_phone="agency__phone",
        ),
    }  # fmt: skip


def banner(found, today):
    facts = []
    for identity in found["identity"]:
        if identity.aliases:
            facts.append(("Also known as", ", ".join(identity.aliases)))
        facts.append(("Date of birth", birth_words(identity.date_of_birth, today)))
        if identity.died_on:
            facts.append(("Died", day(identity.died_on)))
        facts.append(("PNC number", identity.pnc_id or "not known"))
        if identity.prison_number:
            facts.append(("Prison number", identity.prison_number))
    lead, known = lead_worker(found["allocations"]), not found.hidden(Category.SUPERVISION)
    if lead or known:
        facts.append(("Lead worker", who(lead) if lead else "nobody"))
    tags = [(where_words(spell), "") for spell in found["where"]]
    tags += [(words, "orange") for spell in found["where"] for words in doubts(spell, today)]
    if not tags and known:
        tags.append(("Not known where", "orange"))
    if not lead and known:
        tags.append(("No lead worker", ""))
    return Banner(tuple(facts), tuple(tags))


def birth_words(born, today):
    return f"{day(born)} ({age_on(born, today)})" if born else "not known"


def where_words(spell):
    """“In custody, sentenced: Leeds (HMP)”"""
    prison = prisons().get(spell.establishment)
    return f"{spell.status_words}: {prison.name}" if prison else spell.status_words


def doubts(spell, today):
    """What has to be asked about where somebody is, as tags."""
    if spell.status in CUSTODY and not spell.establishment:
        yield "Prison not known"
    if release_of(spell, today) == Release.PASSED:
        yield "Release date has passed"


def release_of(spell, today):
    return release(spell.status, spell.release_on, spell.confirmed_on, today)


def release_words(spell, today):
    """“18 December 2026, in 4 weeks. Given by the prison.”, and of a day that has passed what is known since."""
    state = release_of(spell, today)
    if state == Release.NONE:
        return "Date not known"
    on = day(spell.release_on)
    if state == Release.PASSED:
        return f"It was to be on {on}. Nobody has said since whether it was."
    if state == Release.HELD:
        return f"It was to be on {on}, and was not. New date not known."
    words = [f"{on}, {ago_or_in(spell.release_on, today)}."]
    if offices_close_early(spell.release_on):
        words.append("A Friday: offices close early.")
    if spell.release_source:
        words.append(f"{GIVEN_BY[spell.release_source]}.")
    return " ".join(words)


def lead_worker(allocations):
    """The lead worker among open allocations: probation, youth offending, then key worker; None when there is none."""
    for role in Allocation.LEAD_ROLES:
        for allocation in allocations:
            if allocation.role == role:
                return allocation
    return None


def who(allocation):
    return f"{allocation.user}, {allocation.agency}" if allocation.user else allocation.agency


def where_parts(viewer, today):
    return {
        "addresses": part(
            Address.objects.filter(open_on(today)).order_by("-start"), "kind", "lines", "postcode", "start", limit=1
        ),
        "orders": part(
            Order.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today)).order_by("ends_on"), "kind", "made_on",
            "ends_on", "pending", limit=5,
        ),
    }  # fmt: skip


def where(found, today):
    spell = next(iter(found["where"]), None)
    return {
        "person": found.person,
        "rows": [*_spell_rows(spell, today), *_address_rows(found["addresses"]), *_order_rows(found["orders"])],
        "may_say": may_say_where(found),
        "ask": spell if spell and found.works and release_of(spell, today) == Release.PASSED else None,
    }


def may_say_where(found):
    """Whether the viewer may say where the person is: on the case, and what is recorded of it is not kept from them."""
    held = [one.level for one in found.held if one.category == Category.SUPERVISION]
    return found.works and bool(found["where"] or all(level == Level.FULL for level in held))


def _spell_rows(spell, today):
    if spell is None:
        return
    yield "Where", f"{where_words(spell)}, since {day(spell.start)}"
    if spell.status in CUSTODY:
        yield "Release", release_words(spell, today)
        if spell.sentence_months:
            yield "Sentence", count(spell.sentence_months, "month")
        yield "Last confirmed", confirmed_words(spell, today)


def confirmed_words(spell, today):
    """“12 November 2026, 8 days ago”"""
    if spell.confirmed_on is None:
        return "Never, since it was first recorded"
    return f"{day(spell.confirmed_on)}, {ago_or_in(spell.confirmed_on, today)}"


def _address_rows(addresses):
    for address in addresses:
        words = ", ".join(filter(None, [*address.lines.splitlines(), address.postcode]))
        yield "Living at", f"{words or 'address not known'} ({address.kind_words.lower()})"


def _order_rows(orders):
    for order in orders:
        until = f"until {day(order.ends_on)}" if order.ends_on else "no end date"
        yield order.kind_words, "asked for, not made yet" if order.pending else until


def week_parts(viewer, today):
    coming = Contact.objects.filter(outcome=Contact.Outcome.PLANNED, planned_for__date__gte=today)
    return meter.parts(today, weeks=1) | {
        "coming": part(
            coming.order_by("planned_for", "pk"), "planned_for", "planned_for_time_known", "kind",
            agency="agency__name", limit=1,
        ),
        "last_test": part(DrugTest.objects.order_by("-taken_at"), "taken_at", result="detail__result", limit=1),
    }  # fmt: skip


def week(found, today):
    readings = meter.readings(found, today=today, settings=settings_of(found.person), weeks=1)
    if not readings and not found["coming"] and not found["last_test"]:
        return None
    return {
        "reading": readings[0] if readings else None,
        "coming": found["coming"],
        "none_coming": bool(readings) and not found["coming"],
        "tests": len(found["tested"]) if found["last_test"] else None,
        "last_test": found["last_test"],
    }


def involved(found, today):
    return found["allocations"] if found["allocations"] or not found.hidden(Category.SUPERVISION) else None


def others_parts(viewer, today):
    return {"summaries": part(OffendingSummary.objects, "offences", "latest_group", "latest_month")}


def others(found, today):
    """What `summary` says of things whose records stay shut: counts of offences, and whom to ask about the rest."""
    lines = []
    for summary in found["summaries"]:
        if summary.level == Level.SUMMARY:
            lines.append(("Offences", offending_words(summary)))
    for one in found.held:
        if one.level == Level.SUMMARY and one.category in ASK_FOR:
            lines.append((WORDS[one.category], f"{one.agency} holds something. Ask them."))
    return lines or None


def offending_words(summary):
    """“3 offences. The latest: Burglary of a home, March 2006.”"""
    number = f"{summary.offences} offence{'' if summary.offences == 1 else 's'}."
    group = GROUP_WORDS.get(summary.latest_group, "group not known")
    if summary.latest_month is None:
        return number
    return f"{number} The latest: {group}, {MONTHS[summary.latest_month.month - 1]} {summary.latest_month.year}."


BANNER.append(Piece(banner_parts, banner))
OVERVIEW += [
    Piece(where_parts, where, "casework/_where.html", place="main"),
    Piece(week_parts, week, "casework/_week.html", place="main"),
    Piece(lambda viewer, today: {}, involved, "casework/_involved.html", place="side"),
    Piece(others_parts, others, "casework/_others.html", place="side"),
]
