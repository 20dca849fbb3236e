"""Random lives on a scheme, full of edges of the months that leaving counts, and who is to leave by a dull reading of them.

The reading shares no code with `cohort.rules.leaving`: it walks day by day over the rows as they were made.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from casework import models as casework
from cohort.models import Harm, Membership
from sharing import links
from tests.cohort.stored import at

DAY = date(2007, 1, 31)
ONE = timedelta(days=1)
EDGES = [DAY + n * ONE for n in (-1, 0, 1)]
EDGES += [date(2006, 7, n) for n in (30, 31)] + [date(2006, 8, n) for n in (1, 2)]
EDGES += [date(2005, 1, n) for n in (30, 31)] + [date(2005, 2, 1)]
days = st.one_of(st.sampled_from(EDGES), st.dates(date(2004, 9, 1), date(2007, 4, 30)))
few = {"max_size": 3}


@dataclass(frozen=True)
class Life:
    selected: date
    kept: date | None
    left: date | None
    died: date | None
    arrests: tuple
    charges: tuple  # (charged_on, outcome_on or None)
    reports: tuple
    tests: tuple  # (day, result)
    spells: tuple  # (start, end or None, status, sentence_months, release_on)
    moves: tuple  # (start, end or None, out of the area)
    harms: tuple  # (day, value), one a day
    mappa: int | None
    assessments: tuple  # (number of the agency, day)
    allocations: tuple  # (number of the agency, start, end or None)


@st.composite
def pairs(draw, second):
    start = draw(days)
    return start, draw(st.none() | second.map(lambda n: start + n * ONE))


@st.composite
def spells(draw):
    start, found = draw(st.dates(date(2004, 6, 1), date(2007, 1, 31))), []
    for _ in range(draw(st.integers(0, 4))):
        end = draw(st.sampled_from([start + draw(st.integers(1, 500)) * ONE, draw(days), None]))
        if end is not None and end <= start:
            break
        status = draw(st.sampled_from(["sentenced", "remand", "hospital", "licence", "unlawfully_at_large"]))
        edge = st.sampled_from([date(2009, 1, n) for n in (30, 31)] + [date(2009, 2, 1)])
        release = draw(st.none() | edge | st.dates(start, date(2011, 1, 1)))
        found.append((start, end, status, draw(st.none() | st.integers(1, 120)), release))
        if end is None:
            break
        start = end + draw(st.integers(0, 20)) * ONE
    return tuple(found)


@st.composite
def lives(draw):
    selected = draw(days)
    later = st.dates(selected, date(2007, 6, 30))
    harms = draw(st.dictionaries(days, st.integers(0, 3), max_size=4))
    allocations = draw(st.dictionaries(st.integers(0, 2), pairs(st.integers(1, 900)), max_size=3))
    moves = draw(st.dictionaries(days, st.tuples(st.none() | st.integers(1, 400), st.booleans()), max_size=3))
    return Life(
        selected=selected,
        kept=draw(st.none() | later),
        left=draw(st.none() | st.none() | later),
        died=draw(st.none() | st.none() | days),
        arrests=tuple(draw(st.lists(days, unique=True, **few))),
        charges=tuple(draw(st.lists(pairs(st.integers(0, 300)), **few))),
        reports=tuple(draw(st.lists(days, **few))),
        tests=tuple(draw(st.dictionaries(days, st.sampled_from(["positive", "refused", "negative"]), **few)).items()),
        spells=draw(spells()),
        moves=tuple((start, n and start + n * ONE, out) for start, (n, out) in moves.items()),
        harms=tuple(sorted(harms.items())),
        mappa=draw(st.none() | st.integers(1, 3)),
        assessments=tuple(draw(st.sets(st.tuples(st.integers(0, 2), days), max_size=3))),
        allocations=tuple((agency, start, end) for agency, (start, end) in allocations.items()),
    )


def stored(store, life):
    """The id of the person with this life, in the tables."""
    person = casework.Person.objects.create(
        scheme=store.scheme,
        owner=store.agencies[0],
        ref=f"L{casework.Person.objects.count():04}",
        family_name="Made-Up",
    )
    mine = {"person": person, "owner": store.agencies[0]}
    casework.Identity.objects.create(**mine, scheme=store.scheme, died_on=life.died)
    Membership.objects.create(
        **mine,
        nominated_by=store.agencies[0],
        nominated_on=life.selected,
        selected_on=life.selected,
        tier="ppo",
        kept_on=life.kept,
        deselected_on=life.left,
        deselection_criterion="moved_away" if life.left else "",
    )
    _offending(life, mine)
    _whereabouts(life, mine)
    Harm.objects.bulk_create([Harm(**mine, given_on=day, value=value) for day, value in life.harms])
    if life.mappa:
        casework.Mappa.objects.create(**mine, mappa_category=1, mappa_level=life.mappa)
    for agency, day in life.assessments:
        casework.RiskAssessment.objects.create(**mine, agency=store.agencies[agency], done_on=day)
    roles = ("police_om", "key_worker", "drug_worker")
    for agency, start, end in life.allocations:
        casework.Allocation.objects.create(
            **mine, agency=store.agencies[agency], role=roles[agency], start=start, end=end
        )
    links.sync([person.pk])
    return person.pk


def _offending(life, mine):
    for day in life.arrests:
        casework.Arrest.objects.create(**mine, arrested_at=at(day, 23, 59))
    for number, (charged, outcome) in enumerate(life.charges, 1):
        casework.Offence.objects.create(
            **mine, number=number, offence_code="46", charged_on=charged, outcome_on=outcome,
            outcome="acquitted" if outcome else "charged",
        )  # fmt: skip
    for number, day in enumerate(life.reports, 1):
        casework.Intelligence.objects.create(**mine, received_on=day, number=number, summary="Seen in town")
    for day, result in life.tests:
        test = casework.DrugTest.objects.create(**mine, taken_at=at(day, 0, 1))
        casework.DrugTestResult.objects.create(test=test, **mine, setting="licence", result=result)


def _whereabouts(life, mine):
    names = ("start", "end", "status", "sentence_months", "release_on")
    for spell in life.spells:
        casework.Status.objects.create(**mine, **dict(zip(names, spell, strict=True)))
    for start, end, out in life.moves:
        casework.Address.objects.create(**mine, start=start, end=end, out_of_area=out, kind="settled")


# ---------------------------------------------------------------- the dull reading


def shifted(day, months):
    """The same day of the month so many months on (or back), else the last of that month."""
    if not months:
        return day
    step, target = (ONE, months) if months > 0 else (-ONE, -months)
    walker, crossed = day.replace(day=1), 0
    while crossed < target:
        before = walker.month
        walker += step
        crossed += walker.month != before
    walker = walker.replace(day=1)
    while walker.day < day.day and (walker + ONE).month == walker.month:
        walker += ONE
    return walker


def between(row_start, row_end, day):
    return row_start <= day and (row_end is None or row_end > day)


def named(life, day, *, silent=False):
    """{criterion: what speaks against} on the day."""
    if not between(life.selected, life.left, day):
        return {}
    harms = [value for given, value in life.harms if given <= day]
    worst = bool(harms) and harms[-1] == 3
    found = long_held(life, day, worst)
    if life.died and life.died <= day:
        found["deceased"] = set()
    if not silent and quiet(life, day):
        found["stopped_offending"] = against_silence(life, day)
    if any(out and between(start, end, day) for start, end, out in life.moves):
        found["moved_away"] = set()
    reached = shifted(life.selected, 24)
    if reached <= day and not (life.kept and reached <= life.kept <= day):
        found["two_year_review"] = set()
    if worst or (life.mappa or 0) >= 2:
        found["high_risk_of_harm"] = set()
    return found


def against_silence(life, day):
    failed = {one for one, result in life.tests if result != "negative" and one <= day}
    unsettled = [1 for charged, outcome in life.charges if charged <= day and (outcome is None or outcome > day)]
    tested = {"drug_test"} if any(one > shifted(day, -6) for one in failed) else set()
    return tested | ({"open_charge"} if unsettled else set())


def long_held(life, day, worst):
    for start, end, status, months, release in life.spells:
        if status not in ("sentenced", "hospital") or not between(start, end, day):
            continue
        if release is None and months is not None:
            release = shifted(start, months // 2) + (15 if months % 2 else 0) * ONE
        if release and release > shifted(day, 24):
            done = {agency for agency, when in life.assessments if when <= day}
            missing = {agency for agency, begun, end in life.allocations if between(begun, end, day)} - done
            against = {"risk_assessment"} if missing or not done else set()
            return {"custodial_sentence": against | ({"highest_risk"} if worst or life.mappa == 3 else set())}
    return {}


def quiet(life, day):
    begins = shifted(day, -6)
    if life.selected > begins:
        return False
    for one in (*life.arrests, *life.reports, *(charged for charged, _ in life.charges)):
        if begins <= one <= day:
            return False
    walker = begins + ONE
    while walker <= day:
        for start, end, status, *_ in life.spells:
            if status in ("sentenced", "remand", "hospital") and between(start, end, walker):
                return False
        walker += ONE
    return True
