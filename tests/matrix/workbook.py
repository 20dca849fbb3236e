"""Who can see what about the people of a workbook, read straight from its sheets: a dull reading, a clause at a time.

Nothing of the product is used: the files, the shipped table of legal bases, and the prose of docs/interchange.md. A day
stands for its end, as in the commands.
"""

import csv
import itertools
from collections import defaultdict
from datetime import date, timedelta

CATEGORIES = [
    *("identity", "engagement", "supervision", "offending", "intelligence", "risk", "needs", "health", "drugs"),
    *("housing", "employment", "finance", "family", "victims", "plan", "conference"),
]
INVITED_BEFORE = timedelta(days=28)  # an invitation that came with an import counts from then
ACCESS_DAYS = 14  # the default of meeting_access_days


def rows(path):
    """The rows of a sheet; a column that is not there reads as empty."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return [defaultdict(str, row) for row in csv.DictReader(file)]


class Workbook:
    """The sheets that sharing depends on, as text. A test may change a cell and ask again."""

    def __init__(self, folder, basis):
        needed = "scheme settings agencies users people allocations actions referrals statuses attendance conferences"
        for sheet in f"{needed} reviews agreements agreement_rules consents".split():
            setattr(self, sheet, rows(folder / f"{sheet}.csv"))
        self.folder, self.basis = folder, rows(basis)
        self.codes = [row["code"] for row in self.agencies]
        self.kind = {row["code"]: row["kind"] for row in self.agencies}
        self.cells_known = {}

    def on_case(self, ref, on):
        """The agencies on the case of a person at the end of a day: interfaces.md, "On the case"."""
        return {agency for agency, first, last in self._links(ref) if first <= on and (last is None or on < last)}

    def _links(self, ref):
        for row in about(ref, self.allocations):
            yield row["agency"], day(row["start"]), day(row["end"])
        for row in about(ref, self.actions):
            yield row["agency"], day(row["opened_on"]), day(row["closed_on"])
        for row in about(ref, self.referrals):
            if row["decision"] == "accepted":
                yield row["service_agency"], day(row["decided_on"]), day(row["ended_on"])
        for row in about(ref, self.statuses):
            for agency in self.agencies:
                if row["establishment"] and agency["establishment"] == row["establishment"]:
                    yield agency["code"], day(row["start"]), day(row["end"])
        yield from self._meetings(ref)

    def _meetings(self, ref):
        days = next((int(row["value"]) for row in self.settings if row["name"] == "meeting_access_days"), ACCESS_DAYS)
        held = {row["number"]: day(row["held_on"]) for row in self.conferences}
        for review, invited in itertools.product(about(ref, self.reviews), self.attendance):
            if review["conference"] == invited["conference"]:
                on = held[review["conference"]]
                yield invited["agency"], on - INVITED_BEFORE, on + timedelta(days=days + 1)

    def lawful(self, basis, giver, receiver, category):
        """Whether the legal basis lets the category pass between these agencies; under section 115 also for another."""
        row = next(row for row in self.agencies if row["code"] == receiver)
        acts_for = self.kind[row["acting_for"] or self.scheme[0]["lead_agency"]]
        kinds = {self.kind[receiver], acts_for} if basis == "cda115" else {self.kind[receiver]}
        return any(
            row["basis"] == basis
            and row["giver"] in ("*", self.kind[giver])
            and (row["receiver"] == "*" or row["receiver"] in kinds)
            and (row["categories"] == "all" or category != "health")
            for row in self.basis
        )

    def passes(self, giver, receiver, category, on):
        """(level, needs consent, agreement) of every rule in force on the day."""
        for agreement in self.agreements:
            parties = self.codes if agreement["parties"] == "*" else agreement["parties"].split(";")
            ends = day(agreement["ends_on"])
            in_force = day(agreement["starts_on"]) <= on and (ends is None or on < ends)
            if not in_force or giver not in parties or receiver not in parties:
                continue
            for rule in self.agreement_rules:
                named = rule["from_agency"] in ("*", giver) and rule["to_agency"] in ("*", receiver)
                meant = rule["agreement"] == agreement["code"] and rule["category"] == category
                if named and meant and self.lawful(rule["basis"], giver, receiver, category):
                    yield rule["level"], rule["needs_consent"] == "yes", rule["agreement"]

    def consented(self, ref, category, receiver, on):
        """The first day of a consent that covers this on the day, or None."""
        days = [
            day(row["given_on"])
            for row in about(ref, self.consents)
            if row["category"] in ("*", category)
            and row["to_agency"] in ("*", receiver)
            and day(row["given_on"]) <= on
            and (not row["withdrawn_on"] or on < day(row["withdrawn_on"]))
        ]
        return min(days, default=None)

    def cells(self, ref, on):
        """{(agency, owner, category): (level, basis)} for every agency, owner and category."""
        case = self.on_case(ref, on)
        return {
            (agency, owner, category): self._cell(ref, agency, owner, category, on, agency in case)
            for agency, owner, category in itertools.product(self.codes, self.codes, CATEGORIES)
        }

    def _cell(self, ref, agency, owner, category, on, on_case):
        if agency == owner:
            return "full", "own"
        if not on_case:
            return "none", "not_on_case"
        key = (owner, agency, category, on)
        if key not in self.cells_known:
            self.cells_known[key] = list(self.passes(*key))
        rules = self.cells_known[key]
        consent = self.consented(ref, category, agency, on)
        for level in ("full", "summary"):
            plain = sorted(code for given, asks, code in rules if given == level and not asks)
            asked = sorted(code for given, asks, code in rules if given == level and asks)
            if plain:
                return level, f"rule:{plain[0]}"
            if asked and consent:
                return level, f"rule:{asked[0]}+consent:{consent}"
        return "none", "no_consent" if any(asks for _, asks, _ in rules) else "no_rule"


def about(ref, sheet):
    return [row for row in sheet if row["ref"] == ref]


def day(text):
    return date.fromisoformat(text[:10]) if text else None
