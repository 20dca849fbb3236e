"""Random schemes as sheets of text: small, odd, full of edges of months and windows, and always valid to import."""

from datetime import date, timedelta

from tests.reports.slow import AREAS, BARRIERS, PATHWAYS, STATUSES, back
from tests.reports.workbook import SHEETS, Row

START, END = date(2004, 1, 1), date(2008, 6, 30)
# burglary, shop theft without a cost, fraud without weight or cost, and one that is in no list
OFFENCES = ("28A", "46", "51", "47", "105A", "999Z")
NEAR = (-92, -91, -90, -85, -84, -83, -8, -7, -6, -1, 0, 1)  # days from the day of the report
LENGTHS = (0, 1, 83, 84, 85, 90, 91, 92, 365, 366)
EDGES = [
    date(2004, 2, 29),
    date(2005, 2, 28),
    date(2006, 3, 31),
    date(2006, 4, 1),
    date(2007, 1, 31),
    date(2006, 12, 31),
]


# What the tables hold once; a second row of the same key is left out.
KEYS = {
    "memberships": ("ref", "selected_on"),
    "needs": ("ref", "area", "source", "assessed_on"),
    "contacts": ("ref", "planned_for"),
    "drug_tests": ("ref", "taken_at"),
    "referrals": ("ref", "service", "referred_on"),
    "allocations": ("ref", "role", "start"),
    "orders": ("ref", "kind", "made_on"),
    "jobs": ("ref", "start"),
}


class Maker:
    """Makes one random scheme; every choice is drawn from `random`, so that Hypothesis can shrink it."""

    def __init__(self, random, day):
        self.random = random
        self.edges = [*EDGES, *(day + timedelta(days=n) for n in NEAR)]
        self.edges += [edge + timedelta(days=n) for edge in (back(day, 12), back(day, 3)) for n in (-1, 0, 1)]
        self.sheets = {sheet: [] for sheet in SHEETS}

    def add(self, sheet, **cells):
        row = Row({name: "" if cell is None else str(cell) for name, cell in cells.items()})
        if (key := KEYS.get(sheet)) is None or not any(
            all(row[name] == other[name] for name in key) for other in self.sheets[sheet]
        ):
            self.sheets[sheet].append(row)

    def day(self, after=START, before=END):
        """A day between the two; often one where a window or a length begins or ends."""
        edges = [edge for edge in self.edges if after <= edge <= before]
        if edges and self.random.random() < 0.4:
            return self.random.choice(edges)
        return after + timedelta(days=self.random.randint(0, max((before - after).days, 0)))

    def maybe(self, chance, value):
        return value if self.random.random() < chance else None

    def later(self, day, most=400):
        if self.random.random() < 0.3:
            return day + timedelta(days=self.random.choice([length for length in LENGTHS if length <= most]))
        return self.day(day, day + timedelta(days=most))

    def pick(self, *values):
        return self.random.choice(values)

    def yes(self, chance=0.5):
        return "yes" if self.random.random() < chance else "no"

    def scheme(self, people):
        self.add("scheme", code="T", name="Test", size="small", capacity=self.random.randint(1, 40))
        for code, kind in (("POL", "police"), ("PRO", "probation"), ("HOU", "housing")):
            self.add("agencies", code=code, name=code, kind=kind)
        for pathway in PATHWAYS:
            self.add("services", agency="HOU", name=pathway, pathway=pathway)
        for number in range(1, self.random.randint(1, 6)):
            self.conference(number)
        for n in range(people):
            self.person(f"T{n:03}")
        return self.sheets

    def conference(self, number):
        kind = self.pick("case_conference", "case_conference", "core_group", "selection_panel")
        self.add("conferences", number=number, kind=kind, held_on=self.day())
        for agency in ("POL", "PRO", "HOU"):
            if self.random.random() < 0.8:
                self.add("attendance", conference=number, agency=agency, attended=self.pick("yes", "apologies", "no"))

    def person(self, ref):
        self.add(
            "people",
            ref=ref,
            family_name="Test",
            date_of_birth=self.maybe(0.9, self.born()),
            died_on=self.maybe(0.05, self.day()),
            sex=self.pick("male", "female", "other", "not_recorded"),
            ethnicity=self.pick("W1", "B1", "NS", "UN", "MERGE", "Z1", ""),
            dip_client=self.yes(),
            deter_young_offender=self.yes(),
            mappa_level=self.pick("", "1", "2", "3"),
        )
        self.memberships(ref)
        self.statuses(ref)
        for make in (self.offence, self.need, self.contact, self.test, self.referral, self.action, self.other):
            for number in range(self.random.randint(0, 5)):
                make(ref, number + 1)
        self.reviews(ref)

    def born(self):
        birthday = self.day()
        leap = self.pick(date(1988, 2, 29), date(1984, 2, 29))
        return self.pick(leap, back(birthday, 12 * self.pick(17, 18, 20, 21, 25, 26, 30, 31, 35, 36, 40, 41)))

    def memberships(self, ref):
        selected = self.day(START, date(2007, 6, 1))
        for _ in range(self.random.randint(0, 2)):
            lower = self.random.random() < 0.3
            left = self.maybe(0.5, self.later(selected))
            self.add(
                "memberships",
                ref=ref,
                nominated_on=selected,
                nominated_by="POL",
                tier="stepped_down" if lower else "ppo",
                selected_on=selected,
                stepped_down_on=self.maybe(0.8, self.later(selected)) if lower else None,
                deselected_on=left,
                deselection_criterion=self.pick("moved_away", "list_review", "deceased") if left else "",
            )
            if left is None:
                break
            selected = self.later(left) + timedelta(days=1)

    def statuses(self, ref):
        start = self.day(date(2003, 1, 1), date(2006, 1, 1))
        while start < END and self.random.random() < 0.9:
            end = self.maybe(0.9, self.later(start, 300) + timedelta(days=1))
            status = self.pick(*STATUSES)
            release = self.maybe(0.7, self.later(start, 900)) if status == "sentenced" else None
            self.add("statuses", ref=ref, start=start, end=end, status=status, release_on=release)
            if end is None:
                break
            start = end if self.random.random() < 0.7 else self.later(end, 60)

    def offence(self, ref, number):
        outcome = self.pick("charged", "convicted", "convicted", "acquitted", "withdrawn", "tic", "caution")
        charged = self.day() if outcome not in ("tic", "caution") or self.random.random() < 0.5 else None
        self.add(
            "offences",
            ref=ref,
            number=number,
            offence_code=self.pick(*OFFENCES),
            charged_on=charged,
            outcome=outcome,
            outcome_on=None if outcome == "charged" else self.later(charged or self.day()),
            breach=self.yes(0.2),
        )

    def need(self, ref, number):
        source = self.pick("oasys", "asset", "case_file", "self_report")
        level = self.pick("none", "some", "severe")
        self.add("needs", ref=ref, area=self.pick(*AREAS[:4]), source=source, assessed_on=self.day(), level=level)

    def contact(self, ref, number):
        """A few in one week, so that the standard is sometimes met."""
        first = self.day(date(2006, 10, 1), date(2007, 3, 1))
        for n in range(self.random.randint(1, 5)):
            outcome = self.pick("attended", "attended", "attended", "unacceptable_absence", "planned")
            self.add("contacts", ref=ref, planned_for=f"{first + timedelta(days=n)}T10:{number}0", outcome=outcome)

    def test(self, ref, number):
        result = self.pick("negative", "positive", "refused", "invalid")
        self.add("drug_tests", ref=ref, taken_at=f"{self.day()}T09:0{number}", result=result)

    def referral(self, ref, number):
        decision = self.pick("waiting", "accepted", "accepted", "rejected", "withdrawn")
        referred = self.day()
        decided = None if decision == "waiting" else self.later(referred, 60)
        started = self.maybe(0.7, self.later(decided, 30)) if decision == "accepted" else None
        self.add(
            "referrals",
            ref=ref,
            service_agency="HOU",
            service=self.pick("accommodation", "drugs_alcohol", "drugs_alcohol"),
            referred_on=referred,
            decision=decision,
            decided_on=decided,
            barrier=self.pick(*BARRIERS) if decision == "rejected" else "",
            started_on=started,
            ended_on=self.maybe(0.5, self.later(started, 120)) if started else None,
        )

    def action(self, ref, number):
        status = self.pick("not_started", "in_progress", "stuck", "done", "done", "not_done", "no_longer_needed")
        opened = self.day()
        self.add(
            "actions",
            ref=ref,
            number=number,
            pathway=self.pick(*PATHWAYS[:3]),
            opened_on=opened,
            target_on=self.maybe(0.8, self.later(opened, 90)),
            status=status,
            closed_on=self.later(opened) if status in ("done", "not_done", "no_longer_needed") else None,
            outcome=self.pick("", "Award gained", "basic skills AWARD", "Nothing came of it"),
        )

    def other(self, ref, number):
        start = self.day()
        end = self.maybe(0.5, self.later(start) + timedelta(days=1))
        sheet = self.pick("allocations", "orders", "addresses", "jobs")
        if sheet == "allocations":
            role = self.pick("probation_om", "police_om", "yot_om", "mentor")
            self.add(sheet, ref=ref, role=role, start=start, end=end, agency="PRO")
        elif sheet == "orders":
            kind = self.pick("crasbo", "cbo", "drr", "other")
            self.add(sheet, ref=ref, kind=kind, made_on=start, ends_on=end, pending=self.yes(0.3))
        elif sheet == "addresses" and not any(row["ref"] == ref for row in self.sheets[sheet]):
            self.add(sheet, ref=ref, start=start, end=end, kind=self.pick("settled", "temporary"))
        elif sheet == "jobs":
            self.add(sheet, ref=ref, start=start, end=end, employer="Test")

    def reviews(self, ref):
        days = [date.fromisoformat(row["held_on"]) for row in self.sheets["conferences"]]
        for conference in self.sheets["conferences"]:
            if self.random.random() < 0.6:
                held = date.fromisoformat(conference["held_on"])
                self.add(
                    "reviews",
                    conference=conference["number"],
                    ref=ref,
                    person_attended=self.yes(),
                    next_review_on=self.maybe(
                        0.7, self.pick(self.later(held, 300), *(on for on in days if on >= held))
                    ),
                )


def random_scheme(random, people, day=date(2007, 1, 31)):
    """Sheets of a random scheme with that many people, crowded around the edges of a report as at `day`."""
    return Maker(random, day).scheme(people)


BEGINS = {
    "memberships": "selected_on",
    "statuses": "start",
    "allocations": "start",
    "orders": "made_on",
    "needs": "assessed_on",
    "contacts": "planned_for",
    "drug_tests": "taken_at",
    "referrals": "referred_on",
    "actions": "opened_on",
    "addresses": "start",
    "jobs": "start",
}
ENDS = {
    "memberships": ("deselected_on", "deselection_criterion", "moved_away"),
    "statuses": ("end", "", ""),
    "allocations": ("end", "", ""),
    "orders": ("ends_on", "", ""),
    "offences": ("outcome_on", "outcome", "withdrawn"),
    "referrals": ("decided_on", "decision", "withdrawn"),
    "actions": ("closed_on", "status", "no_longer_needed"),
    "addresses": ("end", "", ""),
    "jobs": ("end", "", ""),
}


def add_later_facts(sheets, others, day):
    """Add from another scheme of the same people what began after the day."""
    for sheet, begin in BEGINS.items():
        sheets[sheet] += [row for row in others[sheet] if row[begin] and row[begin][:10] > str(day)]
    sheets["offences"] += [row for row in others["offences"] if row["charged_on"] > str(day)]


def change_later_ends(sheets, day):
    """Of what ended after the day, move the end and change how it ended."""
    for sheet, (end, how, changed) in ENDS.items():
        for row in sheets[sheet]:
            if row[end] > str(day):
                row[end] = str(date.fromisoformat(row[end]) + timedelta(days=11))
                row[how] = changed if how else ""
