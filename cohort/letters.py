"""What goes into a letter to the person: the scheme's words or those that come with the product, filled in.

Everything filled in is what the reader may know: their own charges, their own worker, and the sharing page's words for the
person, which leave out every kind of information that may not be said to exist.
"""

from functools import cache
from pathlib import Path

from casework import who_sees
from casework.models import Offence
from casework.overview import lead_worker
from casework.reference import GROUP_WORDS, offence_classes
from cohort.models import Language, Letter, LetterKind, LetterWording, Membership
from cohort.rules import letter as rules
from cohort.rules.membership import State
from sharing.calendar import add_months
from sharing.dates import count, day

FOLDER = Path(__file__).parent / "data" / "letters"
COUNTED = (Offence.Outcome.CHARGED, Offence.Outcome.CONVICTED, Offence.Outcome.CAUTION)
A_YEAR = 12
# How many meetings a week, as it is said.
TIMES = {1: "once", 2: "twice", 3: "three times", 4: "four times", 5: "five times"}


@cache
def shipped():
    """(kind, language) to the words that come with the product."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        kind, language, _ = path.name.split(".")
        found[kind, language] = path.read_text(encoding="utf-8")
    return found


def wording(scheme_id, kind, language):
    """The words of a kind of letter: the scheme's own, else those that come with the product; None in no language known."""
    own = LetterWording.objects.latest(scheme_id, kind, language)
    return own.text if own else shipped().get((str(kind), str(language)))


def kind_for(membership):
    """The letter that is due where a membership stands; None before and where somebody was turned down."""
    state = membership.state
    kinds = {
        State.ON_SCHEME: LetterKind.BROUGHT_ON,
        State.STEPPED_DOWN: LetterKind.BROUGHT_ON,
        State.LEFT: LetterKind.LEAVING,
    }
    return kinds.get(state)


def languages(scheme_id, kind):
    """The languages a letter of this kind can be written in."""
    own = set(LetterWording.objects.filter(scheme=scheme_id, kind=kind).values_list("language", flat=True))
    return [one for one in Language if one in own or (str(kind), str(one)) in shipped()]


def why_suggested(viewer, membership):
    """The person's own charges in the year before, as far as the writer may see them; empty where there are none."""
    until = membership.selected_on
    charged = Offence.objects.visible_to(viewer).filter(
        person=membership.person_id, charged_on__gte=add_months(until, -A_YEAR), charged_on__lt=until,
        outcome__in=COUNTED, breach=False,
    )  # fmt: skip
    codes = [offence.offence_code for offence in charged]
    if not codes:
        return ""
    groups = [known.group for code in codes if (known := offence_classes().get(code))]
    said = f"You were charged with {count(len(codes), 'offence')} in a year."
    if groups:
        most = max(sorted(set(groups)), key=groups.count)
        said += f" The most common kind was this: {GROUP_WORDS[most].lower()}."
    return said


def left_suggested(membership):
    """Why the person left, in plain words; empty where the reason needs words of its own."""
    return {
        Membership.Criterion.STOPPED_OFFENDING: "You have not been arrested for a long time. Well done.",
        Membership.Criterion.MOVED_AWAY: "You have moved to another area.",
        Membership.Criterion.CUSTODIAL_SENTENCE: "You will be in prison or hospital for a long time.",
        Membership.Criterion.TWO_YEAR_REVIEW: "You have been on the list for two years.",
    }.get(membership.deselection_criterion, "")


def values(page, viewer, membership, *, why, goes_on=""):
    """What stands for each placeholder in a letter about this membership."""
    person, settings = page.person, page.settings
    lead = lead_worker(page["allocations"])
    worker = (lead.user or lead.agency) if lead else "we will tell you who"
    strands = [rules.STRANDS[strand] for strand in membership.strands]
    return {
        "name": person.given_names or person.family_name,
        "area": viewer.scheme.area or "your area",
        "since": day(membership.selected_on) if membership.selected_on else "",
        "left": day(membership.deselected_on) if membership.deselected_on else "",
        "why": why,
        "goes_on": goes_on,
        "strands": "\n\n".join(strands),
        "basis": rules.BASES[membership.basis],
        "worker": ", ".join(filter(None, (worker, lead and (lead.phone or lead.agency_phone)))),
        "contacts": TIMES.get(settings["contacts_per_week"], f"{settings['contacts_per_week']} times"),
        "months": str(settings["stopped_offending_months"]),
        "sees": sees(page.found, viewer),
        "complain": complain(viewer.scheme, worker if lead else ""),
    }


def for_area(page, viewer, membership, *, facts, why, goes_on):
    """The letter to the area that takes over. `facts`: [(what, words)] that it is told."""
    said = values(page, viewer, membership, why=why, goes_on=goes_on)
    lines = (f"- {what}: {' '.join(words.split())}" for what, words in facts)
    said |= {"name": page.person.full_name, "facts": "\n".join(lines)}
    return rules.filled(wording(viewer.scheme_id, LetterKind.AREA, Language.ENGLISH), said)


def sees(found, viewer):
    """Who sees what, as the paper of the sharing page tells the person."""
    shown = who_sees.table(found, viewer)
    lines = [(line.words, line.all_of_it, line.some_of_it) for line in who_sees.for_the_person(shown)]
    return rules.who_sees(lines, len(shown.agencies))


def complain(scheme, worker):
    lead = scheme.lead_agency
    ring = f"Ring {lead.name}: {lead.phone}." if lead and lead.phone else ""
    tell = f"Tell {worker}, or anybody you trust." if worker else "Tell anybody who works with you."
    return f"{tell} {ring}".strip()


def written(page, viewer, membership, *, language, why, goes_on=""):
    """The whole letter as it would be kept. None where there are no words in this language."""
    text = wording(viewer.scheme_id, kind_for(membership), language)
    return text and rules.filled(text, values(page, viewer, membership, why=why, goes_on=goes_on))


def greeting(letter):
    return letter.person.given_names or letter.person.family_name


def paper(letter):
    """What the template of the file gets: the same words as the page's preview."""
    return {
        "person": letter.person,
        "on": letter.written_on,
        "large_print": letter.large_print,
        "name": greeting(letter),
        "to": letter.to,
        "blocks": rules.blocks(letter.text),
        "language": letter.language,
        "english": letter.language == Language.ENGLISH,
    }


def advice(letter):
    """What a writer may still want to put right: sentences that are long, letters that stand for words."""
    return {"long": rules.too_long(letter.text), "acronyms": rules.acronyms(letter.text)}


def of_membership(viewer, membership):
    """Letters about a membership that the viewer may see, the latest first."""
    return list(
        Letter.objects.visible_to(viewer)
        .filter(membership=membership)
        .select_related("written_by", "given_by")
        .order_by("-written_on", "-pk")
    )
