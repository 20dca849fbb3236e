"""Sections about the people: who is on the scheme, what they need, what has changed in their lives."""

from reports.story import words
from reports.story.document import Chart, Section, Series, first_capital, known, shown, table, table_or_words


def on_scheme(pack, guide_pct):
    """Who is on the scheme, and where they are."""
    cohort = pack["cohort"]
    by_status = [(label, cohort["by_status"][code]) for code, label in words.STATUSES.items()]
    came, no_moves = table_or_words(_came_and_went(cohort), "Joining and leaving: each count is {}.")
    orders, no_orders = table_or_words(_orders(cohort), "Orders in force or asked for: each count is {}.")
    return Section(
        id="people",
        title="Who is on the scheme",
        finding=_balance(cohort),
        sentences=(*_about_places(cohort, guide_pct), *no_moves, *no_orders),
        chart=Chart(
            "bar",
            "People on the scheme by where they are",
            tuple(label for label, _ in by_status),
            (Series("People", tuple(count for _, count in by_status)),),
        ),
        tables=(
            table("Where people are", "Where", ["People"], by_status),
            table("By age", "Age", ["People"], [(label, cohort["by_age_band"][a]) for a, label in words.AGES.items()]),
            table("By sex", "Sex", ["People"], [(label, cohort["by_sex"][sex]) for sex, label in words.SEXES.items()]),
            _ethnicity(cohort),
            _groups(cohort),
            *came,
            *orders,
        ),
        counted=(
            "People in the top tier of the scheme at the end of the day. “In the community” means under a court order or "
            "on licence; “in custody” means sentenced or on remand. Age is in completed years."
        ),
        notes=("age_not_known", "status_not_recorded"),
    )


def _balance(cohort):
    total, custody = cohort["on_scheme"], cohort["custody"]
    if known(total) and not total:
        return "Nobody is on the scheme"
    return f"{first_capital(shown(custody))} of {shown(total)} people on the scheme are in custody"


def _about_places(cohort, guide_pct):
    total, capacity = cohort["on_scheme"], cohort["capacity"]
    if capacity is not None:
        yield f"The scheme has {shown(total)} people and room for {shown(capacity)}."
    else:
        yield f"The scheme has {shown(total)} people."
    yield (
        f"{first_capital(shown(cohort['community']))} are in the community under an order or on licence, and "
        f"{shown(cohort['non_statutory'])} are in the community without an order."
    )
    share = cohort["custody_share"]
    if known(share):
        beside = "above" if share > guide_pct else "not above"
        yield f"{shown(share, '%')} are in custody, {beside} the guide of {shown(guide_pct)}%."
    yield f"{first_capital(shown(cohort['no_offender_manager']))} have no offender manager."


def _ethnicity(cohort):
    rows = [(words.ethnicity(code), count) for code, count in sorted(cohort["by_ethnicity"].items())]
    return table(
        "By ethnicity", "Ethnicity", ["People"], [*rows, (words.NOT_RECORDED, cohort["ethnicity_not_recorded"])]
    )


def _groups(cohort):
    rows = [
        ("No offender manager", cohort["no_offender_manager"]),
        ("With the drug intervention programme", cohort["dip_clients"]),
        ("Deter young offenders", cohort["deter_young_offenders"]),
        *((f"MAPPA level {level}", count) for level, count in sorted(cohort["mappa"].items())),
    ]
    return table("Other groups", "Group", ["People"], rows)


def _came_and_went(cohort):
    rows = [("Joined", cohort["joined"])]
    left = cohort["left"]
    rows += [(f"Left: {words.uncapped(label)}", left[code]) for code, label in words.CRITERIA.items() if code in left]
    return table("Joined and left in the period", "What happened", ["People"], rows)


def _orders(cohort):
    orders = cohort["orders"]
    rows = [(label, orders[kind]["made"], orders[kind]["pending"]) for kind, label in words.ORDERS.items()]
    return table("Orders in force", "Order", ["In force", "Asked for"], rows)


def needs(pack):
    """What people need: as assessed and as they say, side by side."""
    blocks = [(area, pack["needs"][area]) for area in words.AREAS]
    blocks.sort(key=lambda item: -_count(item[1]["assessed_need"]))
    common = [(area, block) for area, block in blocks if known(block["assessed_need"]) and block["assessed_need"]]
    first = blocks[0][1]
    return Section(
        id="needs",
        title="Needs",
        finding=_commonest(common),
        sentences=(
            *_next_commonest(common),
            f"{first_capital(shown(first['interviewed']))} people were asked themselves.",
        ),
        chart=Chart(
            "bar",
            "People on the scheme with an assessed need",
            tuple(words.AREAS[area] for area, _ in blocks),
            (Series("Assessed need", tuple(block["assessed_need"] for _, block in blocks)),),
        ),
        tables=(
            table(
                "Needs by area",
                "Area",
                ["Assessed need", "Of", "Say so themselves", "Of those asked"],
                [
                    (
                        words.AREAS[area],
                        block["assessed_need"],
                        block["of"],
                        block["self_reported_need"],
                        block["interviewed"],
                    )
                    for area, block in blocks
                ],
            ),
        ),
        counted=(
            "People on the scheme whose latest assessment of the area (OASys, ASSET or case file) found some or severe "
            "need. What people say themselves is shown beside it."
        ),
        notes=("not_assessed", "self_report_differs"),
    )


def _count(figure):
    return figure if known(figure) else -1


def _commonest(common):
    if not common:
        return "No need is common enough to be shown"
    area, block = common[0]
    return f"{block['assessed_need']} of {shown(block['of'])} people have an assessed need in {_area(area)}"


def _next_commonest(common):
    others = [f"{_area(area)} ({block['assessed_need']})" for area, block in common[1:4]]
    return [f"Next come {words.listed(others)}."] if others else []


def _area(area):
    return words.uncapped(words.AREAS[area])


OUTCOMES = {
    "settled_accommodation": "In settled housing, of those at liberty",
    "basic_skills": "Gained a basic skills award",
    "in_treatment_12_weeks": "Stayed in drug or alcohol treatment for 12 weeks",
    "in_work_13_weeks": "In work for 13 weeks",
}


def outcomes(pack):
    """What has changed in people's lives."""
    blocks = pack["outcomes"]
    settled = blocks["settled_accommodation"]
    if settled["people"] is None:
        finding = "It is not known how many people have settled housing"
    else:
        finding = (
            f"{first_capital(shown(settled['people']))} of {_of_those(settled['of'])} at liberty have settled housing"
        )
    return Section(
        id="outcomes",
        title="Outcomes",
        finding=finding,
        tables=(
            table(
                "Outcomes of people on the scheme",
                "Outcome",
                ["People", "Of", "Too early to say"],
                [
                    (label, blocks[code]["people"], blocks[code]["of"], blocks[code]["not_yet_judgeable"])
                    for code, label in OUTCOMES.items()
                ],
            ),
        ),
        counted=(
            "Housing: an open address that is recorded as settled. Skills: an action for work and learning done, with an "
            "award as its outcome. Treatment and work: a referral or a job that lasted so long; those who started too "
            "lately are counted as too early to say."
        ),
        notes=("no_jobs_recorded", "no_addresses_recorded", "no_referrals_recorded", "no_actions_recorded"),
    )


def _of_those(figure):
    return f"{shown(figure)} people" if known(figure) else "the people"
