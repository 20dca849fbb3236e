"""Sections about the work: the plan, referrals, contacts and tests, reviews, and who comes to meetings."""

from reports.story import words
from reports.story.document import Chart, Section, Series, first_capital, known, shown, table
from sharing.dates import count


def plan(pack):
    """Progress of actions by area of life."""
    blocks = {code: pack["pathways"][code] for code in words.PATHWAYS}
    done, not_done, overdue, still_open = (
        sum(block[name] for block in blocks.values()) for name in ("done", "not_done", "overdue", "actions_open")
    )
    rows = [
        (words.PATHWAYS[code], block["actions_open"], block["overdue"], block["done"], block["not_done"])
        for code, block in blocks.items()
    ]
    return Section(
        id="plan",
        title="Action plans",
        finding=f"{words.were(done, 'action')} done in the period and {words.are(overdue)} overdue",
        sentences=(
            f"{words.were(not_done, 'action')} not done. {words.are(still_open)} open, {overdue:,} of them past the date.",
        ),
        chart=Chart(
            "stacked",
            "Actions by area of life",
            tuple(words.PATHWAYS[code] for code in blocks),
            (
                Series("Done", tuple(block["done"] for block in blocks.values())),
                Series("Not done", tuple(block["not_done"] for block in blocks.values())),
                Series("Overdue", tuple(block["overdue"] for block in blocks.values())),
                Series("Open, in time", tuple(b["actions_open"] - b["overdue"] for b in blocks.values())),
            ),
        ),
        tables=(table("Actions by area of life", "Area of life", ["Open", "Overdue", "Done", "Not done"], rows),),
        counted="Open and overdue: at the end of the day. Done and not done: closed in the period. All people's plans.",
        notes=("no_actions_recorded",),
    )


def referrals(pack):
    """Referrals, how they were answered, and what stood in the way."""
    blocks = {code: pack["pathways"][code]["referrals"] for code in words.PATHWAYS}
    made, accepted, rejected, waiting = (
        sum(block[name] for block in blocks.values()) for name in ("made", "accepted", "rejected", "waiting")
    )
    barriers = _barriers(pack)
    return Section(
        id="referrals",
        title="Referrals",
        finding=f"Services declined {rejected:,} of {count(made, 'referral')}" if made else "No referrals were made",
        sentences=(
            *([_why(barriers, rejected)] if rejected else []),
            f"{words.were(accepted, 'referral')} accepted and {words.are(waiting)} waiting for an answer.",
        ),
        chart=Chart(
            "bar",
            "Why referrals were declined",
            tuple(label for label, _ in barriers),
            (Series("Referrals declined", tuple(count for _, count in barriers)),),
        )
        if rejected
        else None,
        tables=(
            table(
                "Referrals by area of life",
                "Area of life",
                ["Made", "Accepted", "Declined", "Waiting", "Days to an answer"],
                [
                    (
                        words.PATHWAYS[code],
                        block["made"],
                        block["accepted"],
                        block["rejected"],
                        block["waiting"],
                        _whole(pack["pathways"][code]["median_days_to_decision"]) if block["made"] else "–",
                    )
                    for code, block in blocks.items()
                ],
            ),
            *([table("Why referrals were declined", "Reason", ["Referrals"], barriers)] if rejected else []),
        ),
        counted=(
            "Referrals made in the period, by the service's area of life, with the answer known by the day of this pack. "
            "Days to an answer: half took no longer than this."
        ),
        notes=("no_referrals_recorded",),
    )


def _barriers(pack):
    found = dict.fromkeys(words.BARRIERS, 0)
    for block in pack["pathways"].values():
        for code, declined in block["barriers"].items():
            found[code] += declined
    given = [(words.BARRIERS[code], declined) for code, declined in found.items() if declined]
    return sorted(given, key=lambda row: -row[1])


def _why(barriers, rejected):
    told = [f"{count} for “{words.uncapped(label)}”" for label, count in barriers][:3]
    return f"Of the {rejected:,} declined, {words.listed(told)}."


def _whole(figure):
    return int(figure) if known(figure) and figure == int(figure) else figure


def supervision(pack, contacts_per_week):
    """Contacts kept, the weekly standard, and drug tests."""
    block = pack["supervision"]
    met = block["standard_met_pct"]
    planned, attended = block["contacts_planned"], block["attended"]
    return Section(
        id="supervision",
        title="Contacts and drug tests",
        finding=(
            f"People had {contacts_per_week} contacts in {shown(met, '%')} of their weeks at liberty"
            if known(met)
            else "The standard of contacts cannot be judged"
        ),
        sentences=(
            f"Of {count(planned, 'planned contact')}, {attended:,} took place and {block['unacceptable']:,} fell through "
            "because the person did not come and had no good reason.",
            f"{words.were(block['tests_taken'], 'drug test')} taken, {block['positive']:,} of them positive, and "
            f"{block['refused']:,} refused.",
        ),
        tables=(
            table(
                "Contacts and drug tests in the period",
                "What",
                ["Number"],
                [
                    ("Contacts planned", planned),
                    ("Contacts attended", attended),
                    ("Missed without a good reason", block["unacceptable"]),
                    (f"Weeks with {contacts_per_week} contacts, per cent", met),
                    ("Drug tests taken", block["tests_taken"]),
                    ("Drug tests positive", block["positive"]),
                    ("Drug tests refused", block["refused"]),
                ],
            ),
        ),
        counted=(
            "Contacts of every agency. The weekly standard is judged over the last 13 whole weeks, for each week a person "
            "spent wholly at liberty on the scheme."
        ),
        notes=("contacts_without_outcome", "no_contacts_recorded"),
    )


def reviews(pack):
    """Case conferences on time."""
    block = pack["reviews"]
    on_time = block["on_time_pct"]
    return Section(
        id="reviews",
        title="Reviews",
        finding=(
            f"{_part(on_time)} of the {block['due']:,} reviews that fell due were held in time"
            if known(on_time)
            else "No review fell due"
        ),
        sentences=(
            f"{words.were(block['held'], 'review')} held.",
            f"{first_capital(shown(block['overdue']))} people are overdue for one.",
            *(
                [f"The person came to {shown(block['person_attended_pct'], '%')} of the reviews."]
                if known(block["person_attended_pct"])
                else []
            ),
        ),
        tables=(
            table(
                "Reviews at case conferences",
                "What",
                ["Number"],
                [
                    ("Fell due in the period", block["due"]),
                    ("Held in the period", block["held"]),
                    ("Held in time, per cent of those due", on_time),
                    ("People overdue at the end of the day", block["overdue"]),
                    ("Person attended, per cent of those held", block["person_attended_pct"]),
                ],
            ),
        ),
        counted="Dates by which people were to be reviewed, those serving a lengthy sentence left out.",
    )


def _part(share):
    return {0: "None", 100: "All"}.get(share, shown(share, "%"))


def meetings(pack, names):
    """Which agencies come to meetings."""
    invited = [(name, pack["agencies"][code]) for code, name in names if pack["agencies"][code]["invited"]]
    never = [name for name, block in invited if not block["attended"]]
    return Section(
        id="meetings",
        title="Who comes to meetings",
        finding=_never(never, invited),
        chart=Chart(
            "stacked",
            "Invitations to meetings by agency",
            tuple(name for name, _ in invited),
            (
                Series("Came", tuple(block["attended"] for _, block in invited)),
                Series("Sent apologies", tuple(block["apologies"] for _, block in invited)),
                Series("Did not come", tuple(block["absent"] for _, block in invited)),
            ),
        )
        if invited
        else None,
        tables=(
            table(
                "Invitations to meetings by agency",
                "Agency",
                ["Invited", "Came", "Apologies", "Did not come"],
                [(name, b["invited"], b["attended"], b["apologies"], b["absent"]) for name, b in invited],
            ),
        )
        if invited
        else (),
        counted="Meetings of every kind in the period. Agencies that were not invited to any are left out.",
    )


def _never(never, invited):
    if not invited:
        return "No meetings were held in the period"
    if not never:
        return "Every agency that was invited came at least once"
    agencies = "agency" if len(never) == 1 else "agencies"
    return f"{len(never)} of {len(invited)} invited {agencies} came to no meeting"
