"""What a viewer may know of a selection run: rows of `RunScore`, cut before anything leaves this module.

A line is known to a viewer who may see in full what every agency behind it holds of its category about the person. Where a
line is not known, neither is the total, which would tell it by subtraction; a rank is shown only where every total is, for
neighbours and gaps would tell it too. Instead there are the points of the known lines, one of three bands, and the side of
the line; where no line is known, nothing. Lines of what may not be said to exist are not there at all.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from types import SimpleNamespace

from django.db.models import Q

from casework.models import Identity, Person, Status
from cohort.models import Membership, RunScore, SelectionRun
from cohort.rules import CRITERIA, Line, Ranking
from cohort.sources import CATEGORY
from sharing import ledger
from sharing.calendar import add_months
from sharing.dates import amount
from sharing.gather import gather, part
from sharing.looking import looking_as_system
from sharing.models import ListRow
from sharing.policy import SILENT, Level, decide

BANDS = ("High", "Medium", "Low")
MOST = 2000  # rows of one page; a scheme has 15 to 100 places
NOTHING = Decimal(0)


@dataclass(frozen=True)
class SeenLine:
    """One line as the viewer may know it. Not `known`: found and points are None, and it may be said that it is there."""

    criterion: str
    label: str
    says: str
    unit: str
    cap: Decimal | None
    known: bool
    found: Decimal | None = None
    points: Decimal | None = None
    missing: bool = False


@dataclass
class SeenScore:
    """One person's place in a run as the viewer may know it; None stands for what is not shown."""

    found: object  # sharing.gather.Found
    lines: list = field(default_factory=list)
    masked: bool = False  # a line is not known: no total, no rank
    total: Decimal | None = None
    rank: int | None = None
    band: str | None = None
    above_line: bool | None = None
    provisional: bool = False
    shown: Decimal = NOTHING  # points of the known lines
    change: Decimal | None = None  # of the known lines since the run before; None: not in it, or none known
    on_scheme: bool = False
    after_two_years: bool = False

    @property
    def person(self):
        return self.found.person

    @property
    def status(self):
        return next(iter(self.found["status"]), None)

    @property
    def identity(self):
        return next(iter(self.found["identity"]), SimpleNamespace(sex=None, ethnicity=None))

    @property
    def suggests(self):
        """What the score suggests; the panel decides."""
        if self.after_two_years:
            return "Must review (2 years)"
        if self.above_line is None:
            return "Not shown to you"
        if self.on_scheme:
            return "Keep" if self.above_line else "Talk about leaving"
        return "Bring on" if self.above_line else "Wait"

    @property
    def why(self):
        """The known lines that weigh most, in words."""
        weighty = sorted((line for line in self.lines if line.points), key=lambda line: -line.points)
        return ", ".join(f"{line.label} {amount(line.points)}" for line in weighty[:2])


@dataclass(frozen=True)
class Seen:
    """A run, or one person's part of it, for one viewer."""

    run: SelectionRun
    rows: list[SeenScore]
    known_for_all: list[str]  # criteria known of everyone
    pool: int
    before: SelectionRun | None = None

    @property
    def masked(self):
        return any(row.masked for row in self.rows)

    @property
    def cut(self):
        """How many of the pool are not on the page because there are too many."""
        return max(self.pool - MOST, 0)


def seen_run(viewer, run, *, person=None, settings=None, along=None):
    """The Seen of a run; of one person with `person` (id). A fixed number of statements.

    `along` (sharing.together): who looks at the same screen; then only what all of them may know is known.
    """
    before = SelectionRun.objects.filter(scheme=run.scheme_id, ranking=run.ranking, number__lt=run.number)
    before = before.order_by("-number").first()
    pool, stored, earlier = _stored(run, before, person)
    lines = read_lines(run)
    # That somebody is in the pool is for those on the case: an old record does not tell who is being looked at.
    on_case = ListRow.objects.live_for(viewer).filter(works=True).values("person_id")
    people = gather(Person.objects.filter(pk__in=stored).filter(pk__in=on_case), viewer, **_parts(run))
    rows = [
        _row(
            Knows(viewer, found, along), run, lines, stored[found.person.pk], pool, before, earlier.get(found.person.pk)
        )
        for found in people
    ]
    for row in rows:
        row.after_two_years = _after_two_years(row, run, settings)
    known = [line.criterion for line in lines if all(_known(row, line.criterion) for row in rows)]
    if any(row.masked for row in rows):
        for row in rows:
            row.rank = None
    categories = {CATEGORY[line.criterion] for row in rows for line in row.lines if line.known}
    ledger.note("cohort.runscore", people=[row.person.pk for row in rows], ids=[run.pk], categories=categories)
    return Seen(run, sorted(rows, key=_order), known, pool, before)


def read_lines(run):
    """The lines of the run's frozen matrix, in its order."""
    return [
        Line.of(
            one["criterion"],
            Decimal(one["weight"]),
            None if one["cap"] is None else Decimal(one["cap"]),
            one["parameters"],
            one["description"],
        )
        for one in run.lines
    ]


def _stored(run, before, person):
    """(how many are in the pool, person to row of the run, person to row of the run before), read as the system."""
    rows = RunScore.objects.order_by("rank", "person")
    if person is not None:
        rows = rows.filter(person=person)
    with looking_as_system():
        pool = RunScore.objects.filter(run=run).count()
        now = {row.person_id: row for row in rows.filter(run=run)[:MOST]}
        earlier = {row.person_id: row for row in rows.filter(run=before, person__in=now)} if before else {}
    return pool, now, earlier


def _parts(run):
    day = run.as_of
    at = Q(start__lte=day) & (Q(end__isnull=True) | Q(end__gt=day))
    begun = Membership.objects.filter(nominated_on__lte=day).order_by("-nominated_on")
    return {
        "membership": part(begun, "nominated_on", "selected_on", nominated_by="nominated_by__name", limit=1),
        "status": part(Status.objects.filter(at), "status", limit=1),
        "identity": part(Identity.objects.all(), "sex", "ethnicity", limit=1),
    }


@dataclass(frozen=True)
class Knows:
    """Whether a line about one person is known to the viewer, and to everybody who looks along."""

    viewer: object
    found: object
    along: object = None

    def __call__(self, sources, criterion):
        category = CATEGORY[criterion]
        return knows_line(self.viewer, self.found.rows, sources, criterion) and (
            self.along is None
            or all(
                self.along.level(self.found.person.pk, owner, category) == Level.FULL for owner in sources[criterion]
            )
        )


def _row(know, run, lines, stored, pool, before, earlier):
    knows = {line.criterion: know(run.sources, line.criterion) for line in lines}
    row = SeenScore(know.found, on_scheme=stored.on_scheme, masked=not all(knows.values()))
    for line, value, points in zip(lines, stored.found, stored.points, strict=True):
        if knows[line.criterion]:
            row.lines.append(_line(run, line, True, value and round(value, 2), points, value is None))
            row.shown += points
        elif CATEGORY[line.criterion] not in SILENT:
            row.lines.append(_line(run, line, False))
    row.provisional = any(line.missing for line in row.lines)
    if not row.masked:
        row.total, row.rank = stored.total, stored.rank
    if any(knows.values()):
        row.band = BANDS[3 * (stored.rank - 1) // pool]
        row.above_line = stored.above_line
        row.change = _change(know, row, before, earlier)
    return row


def knows_line(viewer, rows, sources, criterion):
    """Whether the viewer may see in full everything that the line is made from, of the person with these list rows."""
    return all(decide(viewer, rows, agency, CATEGORY[criterion])[0] == Level.FULL for agency in sources[criterion])


def _line(run, line, known, *what):
    label = next(one["label"] for one in run.lines if one["criterion"] == line.criterion)
    return SeenLine(line.criterion, label, line.says, CRITERIA[line.criterion].unit, line.cap, known, *what)


def _change(know, row, before, earlier):
    """Points of the lines that are known in both runs, now less then; None for who was not in the run before."""
    if earlier is None:
        return None
    then = {
        one["criterion"]: points
        for one, points in zip(before.lines, earlier.points, strict=True)
        if know(before.sources, one["criterion"])
    }
    now = {line.criterion: line.points for line in row.lines if line.known}
    if row.masked:  # like with like
        then = {criterion: points for criterion, points in then.items() if criterion in now}
    return sum(now.values(), NOTHING) - sum(then.values(), NOTHING)


def _after_two_years(row, run, settings):
    """On the list for so long that being on it is looked at again, whatever the score."""
    selected = next((one.selected_on for one in row.found["membership"]), None)
    if settings is None or not row.on_scheme or selected is None or run.ranking != Ranking.MAIN:
        return False
    return add_months(selected, settings["two_year_months"]) <= run.as_of


def _known(row, criterion):
    return any(line.criterion == criterion and line.known for line in row.lines)


def _order(row):
    """In rank order where ranks are shown; else the side of the line, the band, the known points, the name."""
    if row.rank is not None:
        return (0, row.rank, 0, NOTHING, row.person.list_name, row.person.pk)
    place = (1, 0 if row.above_line else 1, BANDS.index(row.band) if row.band else len(BANDS))
    return (*place, -row.shown, row.person.list_name, row.person.pk)
