"""Random records and matrices, full of edges of windows, for the properties of scoring."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from cohort.rules import Line
from cohort.rules.record import DrugTest, Harm, Offence, Record, Spell, ToolScore, View

DAY = date(2007, 1, 31)
EDGES = [date(2006, 1, 31), date(2006, 2, 1), date(2006, 7, 31), date(2006, 8, 1), DAY, date(2007, 2, 1)]
CODES = ("28A", "30A", "46", "105A", "92D", "999Z", "02802", "04600", "08800")
TOOLS = ("ogrs3", "ogp", "prism", "other")

days = st.one_of(st.sampled_from(EDGES), st.dates(date(2005, 6, 1), date(2007, 6, 30)))
earlier = st.dates(date(1998, 1, 1), date(2006, 12, 31))


@st.composite
def offences(draw):
    outcome = draw(st.sampled_from(["charged", "convicted", "acquitted", "withdrawn", "tic", "caution"]))
    offence_on = draw(st.none() | days)
    charged_on = draw(days) if outcome == "charged" else draw(st.none() | days)
    if offence_on and charged_on:
        offence_on, charged_on = sorted((offence_on, charged_on))
    begun = max(filter(None, (offence_on, charged_on)), default=date(2005, 6, 1))
    outcome_on = None if outcome == "charged" else begun + timedelta(days=draw(st.integers(0, 300)))
    return Offence(draw(st.sampled_from(CODES)), charged_on, outcome, offence_on, outcome_on, draw(st.booleans()))


@st.composite
def spells(draw):
    """Spells that follow each other, the last one open or not."""
    start, found = draw(earlier), []
    for _ in range(draw(st.integers(0, 4))):
        end = start + timedelta(days=draw(st.integers(1, 400)))
        status = draw(st.sampled_from(["sentenced", "remand", "licence", "non_statutory"]))
        release = draw(st.none() | st.dates(start, start + timedelta(days=900)))
        months = draw(st.none() | st.integers(1, 24))
        found.append(Spell(start, draw(st.sampled_from([end, None])), status, months, release))
        if found[-1].end is None:
            break
        start = end + timedelta(days=draw(st.integers(0, 30)))
    return tuple(found)


def once(rows, *names):
    """The first of each that the tables hold once."""
    seen = {}
    for row in rows:
        seen.setdefault(tuple(getattr(row, name) for name in names), row)
    return tuple(seen.values())


@st.composite
def records(draw):
    crimes = draw(st.lists(offences(), max_size=8))
    return Record(
        born=draw(st.none() | st.dates(date(1950, 1, 1), date(1992, 12, 31))),
        sex=draw(st.sampled_from(["male", "female", "not_recorded", ""])),
        first_sanction_on=draw(st.none() | st.dates(date(1985, 1, 1), date(2006, 12, 31))),
        sanctions_total=draw(st.none() | st.integers(0, 60)),
        offences=tuple(row._replace(number=number) for number, row in enumerate(crimes, 1)),
        arrested_on=tuple(draw(st.lists(days, max_size=6, unique=True))),
        intelligence_on=tuple(draw(st.lists(days, max_size=6))),
        tests=once(
            draw(
                st.lists(
                    st.builds(DrugTest, days, st.sampled_from(["negative", "positive", "refused", "invalid"])),
                    max_size=6,
                )
            ),
            "day",
        ),
        views=once(
            draw(
                st.lists(
                    st.builds(View, st.integers(1, 3), days, st.sampled_from(["none", "some", "strong"])), max_size=6
                )
            ),
            "agency",
            "given_on",
        ),
        harms=once(draw(st.lists(st.builds(Harm, days, st.integers(0, 3)), max_size=3)), "given_on"),
        scores=once(
            draw(
                st.lists(
                    st.builds(
                        ToolScore,
                        st.sampled_from(TOOLS),
                        days,
                        st.decimals(0, 120, places=2, allow_nan=False, allow_infinity=False),
                    ),
                    max_size=5,
                )
            ),
            "tool",
            "scored_on",
        ),
        spells=draw(spells()),
    )


@st.composite
def careers(draw):
    """Records with every input of OGRS3, some of which it refuses."""
    record = draw(records())
    code = draw(st.sampled_from(["02802", "04600", "08800", "03401"]))
    convicted_on = draw(st.dates(date(2004, 1, 1), date(2007, 3, 31)))
    conviction = Offence(code, convicted_on, "convicted", outcome_on=convicted_on, number=99)
    return replace(
        record,
        born=draw(st.dates(date(1950, 1, 1), date(1996, 12, 31))),
        sex=draw(st.sampled_from(["male", "female"])),
        first_sanction_on=draw(st.dates(date(1985, 1, 1), date(2006, 12, 31))),
        sanctions_total=draw(st.integers(1, 60)),
        offences=(*record.offences, conviction),
        scores=(),
    )


weights = st.decimals(0, 30, places=4, allow_nan=False, allow_infinity=False)


@st.composite
def lines(draw, *criteria):
    """A matrix: each criterion at most once, with any parameters that go with it."""
    chosen = criteria or draw(st.lists(st.sampled_from(sorted(ASKED)), min_size=1, unique=True))
    return [draw(one_line(criterion)) for criterion in chosen]


@st.composite
def one_line(draw, criterion):
    said = {name: draw(ASKED[criterion][name]) for name in ASKED[criterion] if draw(st.booleans())}
    if draw(st.integers(0, 3)) == 0:
        said["bands"] = draw(bands())
    return Line.of(criterion, draw(weights), draw(st.none() | weights), said)


@st.composite
def bands(draw):
    starts = sorted(draw(st.sets(st.integers(0, 12), min_size=1, max_size=4)))
    points = sorted(draw(st.lists(st.integers(0, 20), min_size=len(starts), max_size=len(starts))))
    return [list(pair) for pair in zip(starts, points, strict=True)]


MONTHS = st.sampled_from([1, 3, 6, 12, 24])
CLASS_WEIGHTS = st.dictionaries(
    st.sampled_from(["28A", "46", "burglary_dwelling", "vehicle_theft_from"]), st.sampled_from([0, 1, 2, 2.5])
)
ASKED = {
    "offences_12m": {
        "months": MONTHS,
        "basis": st.sampled_from(["charge", "offence"]),
        "class_weights": CLASS_WEIGHTS,
    },
    "severity_12m": {"months": MONTHS, "basis": st.sampled_from(["charge", "offence"])},
    "arrests_6m": {"months": MONTHS},
    "ogrs3_two_year": {},
    "drug_test_positive": {"months": MONTHS},
    "intelligence_6m": {"months": MONTHS},
    "partner_view": {},
    "community_harm": {},
    "external_score": {"tool": st.sampled_from(["ogp", "prism"])},
    "release_soon": {"days": st.sampled_from([0, 30, 90])},
    "local": {"tool": st.just("other")},
}
