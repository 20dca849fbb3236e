"""What the cohort gives to every page about a person: since when on the scheme, why, and how the way out looks."""

from casework.page import BANNER, OVERVIEW, Banner, Piece
from casework.timeline import SOURCES, Entry, Source, dated, up_to
from cohort.models import Membership, PanelDecision
from cohort.rules.panel import State
from sharing.dates import day
from sharing.gather import part

Tier, Strand = Membership.Tier, Membership.Strand


def parts(viewer, today):
    """The membership that holds today, or the last there was."""
    begun = Membership.objects.filter(nominated_on__lte=today).order_by("-nominated_on")
    return {
        "membership": part(
            begun, "nominated_on", "selected_on", "stepped_down_on", "deselected_on", "deselection_criterion", "tier",
            "strands", nominated_by="nominated_by__name", limit=1,
        )
    }  # fmt: skip


def banner(found, today):
    return Banner(tags=tuple(standing(one, today) for one in found["membership"]))


def standing(membership, today):
    """(words, colour) of where the person stands with the scheme on the day."""
    if membership.deselected_on and membership.deselected_on <= today:
        return ("Off the scheme", "")
    if not membership.selected_on or membership.selected_on > today:
        return ("Nominated", "")
    if membership.stepped_down_on and membership.stepped_down_on <= today:
        return (f"Stepped down since {day(membership.stepped_down_on)}", "teal")
    return (f"On the scheme since {day(membership.selected_on)}", "blue")


def way_out_parts(viewer, today):
    return {}


def way_out(found, today):
    for membership in found["membership"]:
        words = [Strand(strand).label for strand in membership.strands or ()]
        return {"membership": membership, "strands": ", ".join(words).lower()}
    return None


def nominated(row):
    return Entry(row.nominated_on, "Nominated for the scheme", row.by or "")


def selected(row):
    return Entry(row.selected_on, "Taken on to the scheme", row.owner or "")


def left(row):
    return Entry(row.deselected_on, f"Left the scheme: {row.deselection_criterion_words.lower()}", row.owner or "")


def decided(row):
    """What a panel decided, and whether somebody else has yet to answer for it."""
    until = f" {day(row.until)}" if row.until else ""
    waits = "" if row.state == State.IN_FORCE else f" {row.state_words}."
    return Entry(
        row.decided_at, f"The panel decided: {row.outcome_words.lower()}{until}", row.owner or "", row.reason + waits
    )


def decisions(until, limit):
    standing = PanelDecision.objects.exclude(state=State.SENT_BACK)
    return part(
        up_to(standing, "decided_at", until, moments=True), "decided_at", "outcome", "until", "reason", "state",
        limit=limit, noted=False, **OWNER,
    )  # fmt: skip


def nominate_button(found, today):
    """Whoever is neither on the scheme nor put forward, as far as the viewer sees, can be nominated from the page."""
    standing = [one for one in found["membership"] if not one.deselected_on or one.deselected_on > today]
    return None if standing else {}


BANNER.append(Piece(parts, banner))
OVERVIEW.append(Piece(lambda viewer, today: {}, nominate_button, "cohort/_nominate_button.html", place="buttons"))
OVERVIEW.append(Piece(way_out_parts, way_out, "cohort/_way_out.html"))

OWNER = {"owner": "owner__name"}
dated("nominated", "decisions", Membership.objects.all, "nominated_on", nominated, by="nominated_by__name")
dated("selected", "decisions", Membership.objects.all, "selected_on", selected, **OWNER)
dated("left", "decisions", Membership.objects.all, "deselected_on", left, "deselection_criterion", **OWNER)
SOURCES.append(Source("panel_decisions", "decisions", decisions, decided))
