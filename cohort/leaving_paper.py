"""The leaving plan in the person's own copy: the same words on the screen, on the printed page and in the file.

No reason that rests on what may not be said; what agencies agreed to do, when somebody asks, and how to come back.
"""

from cohort.models import Letter
from cohort.rules import letter as rules
from sharing.dates import day


def paper(page, viewer, *, today):
    """What the page and the file are made of, from a `leaving_page` with a plan; in large print for who had a letter so."""
    person = page.person
    letters = (
        Letter.objects.visible_to(viewer).filter(membership=page.plan.membership_id).order_by("-written_on", "-pk")
    )
    return {
        "person": person,
        "name": person.given_names or person.family_name,
        "to": "",
        "on": today,
        "large_print": bool(letters.values_list("large_print", flat=True).first()),
        "blocks": rules.blocks(words(page)),
        "language": "en",
        "english": True,
    }


def words(page):
    """The whole copy, in the markup of letters."""
    return "\n\n".join(
        [
            "# How it is now", *_standing(page),
            "# Who goes on helping you", helpers(page) or "An agency that goes on helping you will tell you.",
            "# When we ask how you are", _days(page),
            "# If you need help again",
            "Tell anyone who works with you. You can come back on to the scheme. You do not have to be arrested first.",
            "# What you can do",
            "- You can ask what is written about you.\n- You can say if something is wrong.\n- You can complain.",
        ]
    )  # fmt: skip


def _standing(page):
    lighter = "Some people will go on seeing you, but less often."
    if page.left:
        yield f"You left the scheme on {day(page.membership.deselected_on)}."
    elif page.stepped_down:
        yield f"You have stepped down. That was on {day(page.membership.stepped_down_on)}."
        yield f"You are still on the scheme. {lighter}"
    elif page.plan.lighter_touch:
        yield "You are still on the scheme. The agencies will decide together if you step down. They will tell you."
        yield f"Stepping down means fewer meetings. {lighter}"
    else:
        yield "You are still on the scheme. The agencies will decide together if you leave. They will tell you."


def helpers(page):
    """Who carries on with what, a line each, for the person and for an area that takes over; empty where nobody is known.

    As far as whoever writes it may know: it is never said that there is nobody else.
    """
    yes = "\n".join(f"- {_helper(row)}" for row in page.handovers if row.state == "accepted")
    return yes and f"{yes}\n\nOther agencies may help too."


def _helper(row):
    """One line; what was typed stands in it only where a letter might say it, and starts no line of its own."""
    typed = " ".join((row.what or "").split()).rstrip(".")
    what = typed if typed and not rules.sealed(typed) else row.pathway_words.lower()
    until = f" Until {day(row.until)}." if row.until else ""
    phone = f" Phone {row.phone}." if row.phone else ""
    return f"{row.agency}: {what}.{until}{phone}"


def _days(page):
    """The days still to come, as a list; before there are any, how they are counted."""
    days = [day(row.due_on) for row in page.checks if row.done_on is None]
    if days:
        return "\n".join(f"- {one}" for one in days)
    return (
        "We have asked for the last time." if page.checks else "We ask after 3 months, after 6 months and after a year."
    )
