"""The measures a second time: slow, day by day, straight from the sheets' text, sharing no code with `reports.rules`.

Written from the definitions alone. Where the two differ, one of them reads a definition wrongly.
"""

import math
import statistics
from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

DAY = timedelta(days=1)
AREAS = [
    "accommodation",
    "ete",
    "finance",
    "relationships",
    "lifestyle_associates",
    "drugs",
    "alcohol",
    "emotional_wellbeing",
    "thinking_behaviour",
    "attitudes",
    "physical_health",
    "mental_health",
    "children_families",
    "life_skills",
    "victims",
]
STATUSES = [
    "community_order",
    "licence",
    "non_statutory",
    "sentenced",
    "remand",
    "awaiting_court",
    "unlawfully_at_large",
    "hospital",
]
PATHWAYS = ["accommodation", "ete", "health", "drugs_alcohol", "finance", "families", "attitudes", "victims"]
BARRIERS = [
    "no_capacity",
    "criteria",
    "drug_use",
    "arrears",
    "offence_history",
    "risk_too_high",
    "risk_too_low",
    "distance",
    "declined_by_person",
    "other",
]


def d(text):
    return date.fromisoformat(text[:10]) if text else None


def half_away(value, places=1):
    exact = Fraction(value)
    text = Decimal(exact.numerator) / Decimal(exact.denominator) if exact else Decimal(0)
    return float(text.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def back(day, months):
    """The same day so many months before (or after, if negative), or the last day that month has."""
    total = day.year * 12 + day.month - 1 - months
    for last in (day.day, 30, 29, 28):
        try:
            return date(total // 12, total % 12 + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError


def days(start, end):
    """Every day from start up to but not including end."""
    return [start + n * DAY for n in range((end - start).days)]


class Slow:
    """The pack of one scheme at one day, one question at a time."""

    def __init__(self, sheets, classes, as_of, since=None, contacts_per_week=4):
        self.sheets, self.classes, self.as_of, self.per_week = sheets, classes, as_of, contacts_per_week
        self.since = since or back(as_of, 12) + DAY
        self.refs = [row["ref"] for row in sheets["people"]]

    # who is where

    def of(self, sheet, ref):
        return [row for row in self.sheets[sheet] if row["ref"] == ref]

    def in_period(self, text):
        return bool(text) and self.since <= d(text) <= self.as_of

    def past(self, text):
        return bool(text) and d(text) <= self.as_of

    def on_scheme(self, ref, day):
        for row in self.of("memberships", ref):
            left = row["deselected_on"] and self.past(row["deselected_on"]) and d(row["deselected_on"]) <= day
            lower = row["tier"] == "stepped_down" and not (row["stepped_down_on"] and d(row["stepped_down_on"]) > day)
            if row["selected_on"] and d(row["selected_on"]) <= day and not left and not lower:
                return True
        return False

    def status(self, ref, day):
        """Every status that holds on the day, as known at as_of."""
        return [
            row
            for row in self.of("statuses", ref)
            if d(row["start"]) <= min(day, self.as_of)
            and not (row["end"] and self.past(row["end"]) and d(row["end"]) <= day)
        ]

    def free(self, ref, day):
        return not {row["status"] for row in self.status(ref, day)} & {"sentenced", "remand", "hospital"}

    @property
    def people(self):
        return [ref for ref in self.refs if self.on_scheme(ref, self.as_of)]

    def person(self, ref):
        return next(row for row in self.sheets["people"] if row["ref"] == ref)

    # blocks

    def cohort(self):
        people = self.people
        where = Counter((self.status(ref, self.as_of) or [{"status": "not_recorded"}])[0]["status"] for ref in people)
        ages = [self.age(d(self.person(ref)["date_of_birth"])) for ref in people if self.person(ref)["date_of_birth"]]
        bands = {"under_18": (0, 17), "18-20": (18, 20), "21-25": (21, 25), "26-30": (26, 30)}
        bands |= {"31-35": (31, 35), "36-40": (36, 40), "over_40": (41, 200)}
        ethnicity = Counter(self.person(ref)["ethnicity"] for ref in people)
        missing = sum(ethnicity.pop(code, 0) for code in ("", "UN", "MERGE", "Z1"))
        custody = where["sentenced"] + where["remand"]
        return {
            "on_scheme": len(people),
            "capacity": int(self.sheets["scheme"][0]["capacity"]),
            "by_status": {
                code: where[code]
                for code in [
                    "community_order",
                    "licence",
                    "non_statutory",
                    "sentenced",
                    "remand",
                    "awaiting_court",
                    "unlawfully_at_large",
                    "hospital",
                    "not_recorded",
                ]
            },
            "community": where["community_order"] + where["licence"],
            "custody": custody,
            "custody_share": half_away(Fraction(100 * custody, len(people))) if people else None,
            "non_statutory": where["non_statutory"],
            "no_offender_manager": sum(not self.managed(ref) for ref in people),
            "dip_clients": sum(self.person(ref)["dip_client"] == "yes" for ref in people),
            "deter_young_offenders": sum(self.person(ref)["deter_young_offender"] == "yes" for ref in people),
            "mappa": {level: sum(self.person(ref)["mappa_level"] == level for ref in people) for level in "123"},
            "by_age_band": {band: sum(low <= age <= top for age in ages) for band, (low, top) in bands.items()},
            "by_sex": {
                sex: sum(self.person(ref)["sex"] == sex for ref in people)
                for sex in ("male", "female", "other", "not_recorded")
            },
            "by_ethnicity": dict(ethnicity),
            "ethnicity_not_recorded": missing,
            "joined": sum(self.in_period(row["selected_on"]) for row in self.sheets["memberships"]),
            "left": self.left(),
            "orders": self.orders(people),
        }

    def age(self, born):
        """Birthdays counted one by one; one of 29 February falls on 1 March where there is no such day."""
        birthdays = 0
        for year in range(born.year + 1, self.as_of.year + 1):
            try:
                birthday = born.replace(year=year)
            except ValueError:
                birthday = date(year, 3, 1)
            birthdays += birthday <= self.as_of
        return birthdays

    def managed(self, ref):
        return any(
            row["role"] in ("probation_om", "yot_om") and self.past(row["start"]) and not self.past(row["end"])
            for row in self.of("allocations", ref)
        )

    def left(self):
        criteria = [
            "stopped_offending",
            "moved_away",
            "custodial_sentence",
            "list_review",
            "two_year_review",
            "high_risk_of_harm",
            "deceased",
        ]
        gone = [
            row for row in self.sheets["memberships"] if row["selected_on"] and self.in_period(row["deselected_on"])
        ]
        return {code: sum(row["deselection_criterion"] == code for row in gone) for code in criteria}

    def orders(self, people):
        found = {kind: {"made": 0, "pending": 0} for kind in ("crasbo", "cbo", "drr", "other")}
        for row in self.sheets["orders"]:
            if row["ref"] in people and self.past(row["made_on"]) and not self.past(row["ends_on"]):
                found[row["kind"]]["pending" if row["pending"] == "yes" else "made"] += 1
        return found

    def needs(self):
        people = self.people
        interviewed = sum(any(self.assessments(ref, ("self_report",), area) for area in AREAS) for ref in people)
        return {
            area: {
                "assessed_need": sum(self.in_need(ref, ("oasys", "asset", "case_file"), area) for ref in people),
                "of": len(people),
                "self_reported_need": sum(self.in_need(ref, ("self_report",), area) for ref in people),
                "interviewed": interviewed,
            }
            for area in AREAS
        }

    def assessments(self, ref, sources, area):
        return [
            row
            for row in self.of("needs", ref)
            if row["source"] in sources and row["area"] == area and self.past(row["assessed_on"])
        ]

    def in_need(self, ref, sources, area):
        found = self.assessments(ref, sources, area)
        latest = max((row["assessed_on"] for row in found), default=None)
        return any(row["level"] != "none" for row in found if row["assessed_on"] == latest)

    # offending

    def first(self, ref):
        return min(
            (d(r["selected_on"]) for r in self.of("memberships", ref) if self.past(r["selected_on"])), default=None
        )

    def tracked_people(self):
        return [ref for ref in self.refs if self.first(ref) and self.first(ref) <= back(self.as_of, 12)]

    def outcome(self, row):
        return row["outcome"] if not row["outcome_on"] or self.past(row["outcome_on"]) else "charged"

    def counted(self, ref, start, end):
        return [
            row
            for row in self.of("offences", ref)
            if self.past(row["charged_on"])
            and start <= d(row["charged_on"]) < end
            and row["breach"] == "no"
            and self.outcome(row) in ("charged", "convicted", "caution")
        ]

    def side(self, windows):
        offences = [row for ref, (start, end) in windows.items() for row in self.counted(ref, start, end)]
        classes = [self.classes.get(row["offence_code"]) for row in offences]
        found = {
            "count": len(offences),
            "groups": dict(Counter(each.group if each else "not_known" for each in classes)),
            "severity": half_away(
                sum(Fraction(each.severity) for each in classes if each and each.severity is not None)
            ),
            "cost": int(half_away(sum(Fraction(each.cost) for each in classes if each and each.cost is not None), 0)),
            "liberty": sum(self.free(ref, day) for ref, (start, end) in windows.items() for day in days(start, end)),
            "tics": 0,
            "breaches": 0,
        }
        for ref, (start, end) in windows.items():
            for row in self.of("offences", ref):
                if row["outcome"] == "tic" and self.past(row["outcome_on"]):
                    found["tics"] += start <= d(row["outcome_on"]) < end
                elif row["breach"] == "yes" and self.past(row["charged_on"]):
                    known = self.outcome(row)
                    found["breaches"] += start <= d(row["charged_on"]) < end and known not in ("acquitted", "withdrawn")
        return found

    def offending(self):
        people = self.tracked_people()
        before_of = {ref: (back(self.first(ref), 12), self.first(ref)) for ref in people}
        after_of = {ref: (self.first(ref), back(self.first(ref), -12)) for ref in people}
        before, after = self.side(before_of), self.side(after_of)
        moves = Counter(
            (len(self.counted(ref, *after_of[ref])) > len(self.counted(ref, *before_of[ref])))
            - (len(self.counted(ref, *after_of[ref])) < len(self.counted(ref, *before_of[ref])))
            for ref in people
        )
        ratio, interval = self.ratio(before, after)
        change = Fraction(100 * (after["count"] - before["count"]), before["count"]) if before["count"] else None
        return {
            "people": len(people),
            "before": before["count"],
            "after": after["count"],
            "change_pct": None if change is None else half_away(change),
            "before_by_group": before["groups"],
            "after_by_group": after["groups"],
            "before_months_at_liberty": half_away(before["liberty"] / Fraction("30.4375")),
            "after_months_at_liberty": half_away(after["liberty"] / Fraction("30.4375")),
            "rate_ratio": ratio,
            "rate_ratio_ci": interval,
            "severity_before": before["severity"],
            "severity_after": after["severity"],
            "people_down": moves[-1],
            "people_same": moves[0],
            "people_up": moves[1],
            "tics_before": before["tics"],
            "tics_after": after["tics"],
            "breaches_before": before["breaches"],
            "breaches_after": after["breaches"],
            "cost_before": before["cost"],
            "cost_after": after["cost"],
            "price_year": "2003/04",
        }

    def ratio(self, before, after):
        a, b, t_a, t_b = after["count"], before["count"], after["liberty"], before["liberty"]
        if not b or not t_a or not t_b:
            return None, None
        ratio = Fraction(a, t_a) / Fraction(b, t_b)
        if not a:
            return half_away(ratio, 3), None
        spread = math.exp(1.959963984540054 * math.sqrt(1 / a + 1 / b))
        return half_away(ratio, 3), [half_away(float(ratio) / spread, 3), half_away(float(ratio) * spread, 3)]

    def year(self):
        start = date(self.as_of.year - (self.as_of.month < 4), 4, 1)
        tomorrow, whole = self.as_of + DAY, 0
        while back(start, -(whole + 1)) <= tomorrow:
            whole += 1
        people = self.tracked_people()
        count = sum(len(self.counted(ref, start, tomorrow)) for ref in people)
        to_month_end = sum(len(self.counted(ref, start, back(start, -whole))) for ref in people) if whole else count
        annual = Fraction(to_month_end * 12, max(whole, 1))
        before = self.offending()["before"]
        return {
            "from": start,
            "to": self.as_of,
            "count": count,
            "annualised": half_away(annual),
            "provisional": whole < 12,
            "change_on_baseline_pct": half_away(100 * (annual - before) / before) if before else None,
            "target_pct": None,
        }

    # process

    def pathways(self):
        services = {(row["agency"], row["name"]): row["pathway"] for row in self.sheets["services"]}
        found = {}
        for pathway in PATHWAYS:
            actions = [r for r in self.sheets["actions"] if r["pathway"] == pathway and self.past(r["opened_on"])]
            running = [r for r in actions if not self.past(r["closed_on"])]
            made = [
                row
                for row in self.sheets["referrals"]
                if services[row["service_agency"], row["service"]] == pathway and self.in_period(row["referred_on"])
            ]
            decided = [row for row in made if row["decided_on"] and self.past(row["decided_on"])]
            answers = Counter(row["decision"] for row in decided)
            waits = [
                (d(row["decided_on"]) - d(row["referred_on"])).days
                for row in decided
                if row["decision"] in ("accepted", "rejected")
            ]
            found[pathway] = {
                "actions_open": len(running),
                "done": sum(r["status"] == "done" and self.in_period(r["closed_on"]) for r in actions),
                "not_done": sum(r["status"] == "not_done" and self.in_period(r["closed_on"]) for r in actions),
                "overdue": sum(bool(r["target_on"]) and d(r["target_on"]) < self.as_of for r in running),
                "referrals": {
                    "made": len(made),
                    "accepted": answers["accepted"],
                    "rejected": answers["rejected"],
                    "waiting": len(made) - len(decided),
                },
                "barriers": {
                    code: sum(row["decision"] == "rejected" and row["barrier"] == code for row in decided)
                    for code in BARRIERS
                },
                "median_days_to_decision": float(statistics.median(waits)) if waits else None,
            }
        return found

    def supervision(self):
        contacts = [row for row in self.sheets["contacts"] if self.in_period(row["planned_for"])]
        tests = Counter(row["result"] for row in self.sheets["drug_tests"] if self.in_period(row["taken_at"]))
        met, judged = self.weeks()
        any_contact = any(self.past(row["planned_for"]) for row in self.sheets["contacts"])
        return {
            "contacts_planned": len(contacts),
            "attended": sum(row["outcome"] == "attended" for row in contacts),
            "unacceptable": sum(row["outcome"] == "unacceptable_absence" for row in contacts),
            "standard_met_pct": half_away(Fraction(100 * met, judged)) if judged and any_contact else None,
            "tests_taken": tests["negative"] + tests["positive"] + tests["invalid"],
            "positive": tests["positive"],
            "refused": tests["refused"],
        }

    def weeks(self):
        sunday = self.as_of
        while sunday.weekday() != 6:
            sunday -= DAY
        met = judged = 0
        for n in range(13):
            week = [sunday - timedelta(days=7 * n + back_by) for back_by in range(6, -1, -1)]
            for ref in self.refs:
                there = self.on_scheme(ref, week[0]) and self.on_scheme(ref, week[6])
                if there and all(self.free(ref, day) for day in week):
                    kept = [
                        row
                        for row in self.of("contacts", ref)
                        if d(row["planned_for"]) in week and row["outcome"] == "attended"
                    ]
                    judged += 1
                    met += len(kept) >= self.per_week
        return met, judged

    def agencies(self):
        held = {row["number"]: row["held_on"] for row in self.sheets["conferences"]}
        answers = {"attended": "yes", "apologies": "apologies", "absent": "no"}
        found = {}
        for agency in self.sheets["agencies"]:
            mine = [
                row
                for row in self.sheets["attendance"]
                if row["agency"] == agency["code"] and self.in_period(held[row["conference"]])
            ]
            found[agency["code"]] = {"invited": len(mine)}
            found[agency["code"]] |= {
                name: sum(row["attended"] == answer for row in mine) for name, answer in answers.items()
            }
        return found

    def outcomes(self):
        people = self.people
        free = [ref for ref in people if self.free(ref, self.as_of)]
        settled = sum(
            any(r["kind"] == "settled" and self.running(r) for r in self.of("addresses", ref)) for ref in free
        )
        award = sum(
            any(
                r["pathway"] == "ete"
                and r["status"] == "done"
                and self.past(r["closed_on"])
                and "award" in r["outcome"].lower()
                for r in self.of("actions", ref)
            )
            for ref in people
        )
        treatment = self.lasting("referrals", "started_on", "ended_on", 84, self.is_treatment)
        work = self.lasting("jobs", "start", "end", 91, lambda row: True)
        found = {
            "settled_accommodation": ("addresses", "start", settled, len(free), 0),
            "basic_skills": ("actions", "opened_on", award, len(people), 0),
            "in_treatment_12_weeks": ("referrals", "referred_on", treatment[0], len(people), treatment[1]),
            "in_work_13_weeks": ("jobs", "start", work[0], len(people), work[1]),
        }
        return {
            name: {"people": count, "of": of, "not_yet_judgeable": not_yet}
            if any(self.past(row[start]) for row in self.sheets[sheet])
            else {"people": None, "of": of, "not_yet_judgeable": None}
            for name, (sheet, start, count, of, not_yet) in found.items()
        }

    def running(self, row):
        return self.past(row["start"]) and not self.past(row["end"])

    def is_treatment(self, row):
        services = {(r["agency"], r["name"]): r["pathway"] for r in self.sheets["services"]}
        return services[row["service_agency"], row["service"]] == "drugs_alcohol" and self.past(row["referred_on"])

    def lasting(self, sheet, start, end, length, fits):
        lasted = not_yet = 0
        for ref in self.people:
            spells = [row for row in self.of(sheet, ref) if row[start] and self.past(row[start]) and fits(row)]
            long = [
                row
                for row in spells
                if (self.as_of - d(row[start])).days >= length
                and not (self.past(row[end]) and (d(row[end]) - d(row[start])).days < length)
            ]
            young = [r for r in spells if (self.as_of - d(r[start])).days < length and not self.past(r[end])]
            lasted += bool(long)
            not_yet += bool(young) and not long
        return lasted, not_yet

    def reviews(self):
        held = {r["number"]: r["held_on"] for r in self.sheets["conferences"] if r["kind"] == "case_conference"}
        rows = [r for r in self.sheets["reviews"] if r["conference"] in held and self.past(held[r["conference"]])]
        mine = [r for r in rows if self.in_period(held[r["conference"]])]
        due = on_time = overdue = 0
        for membership in self.sheets["memberships"]:
            if not self.past(membership["selected_on"]):
                continue
            ref, since = membership["ref"], d(membership["selected_on"])
            theirs = sorted(
                (held[r["conference"]], r["next_review_on"])
                for r in rows
                if r["ref"] == ref and d(held[r["conference"]]) >= since
            )
            dues = [back(since, -3)]
            for held_on, next_on in theirs:
                dues.append(min(d(next_on) or back(d(held_on), -3), back(d(held_on), -6)))
            for n, due_on in enumerate(dues):
                met_on = d(theirs[n][0]) if n < len(theirs) else None
                if due_on <= self.as_of and self.under(membership, due_on) and not self.exempt(ref, due_on):
                    due += due_on >= self.since
                    on_time += due_on >= self.since and met_on is not None and met_on <= due_on
            waiting = self.under(membership, self.as_of) and not self.exempt(ref, self.as_of)
            overdue += waiting and dues[-1] < self.as_of
        came = sum(r["person_attended"] == "yes" for r in mine)
        return {
            "due": due,
            "held": len(mine),
            "on_time_pct": half_away(Fraction(100 * on_time, due)) if due else None,
            "overdue": overdue,
            "person_attended_pct": half_away(Fraction(100 * came, len(mine))) if mine else None,
        }

    def under(self, membership, day):
        lower = membership["tier"] == "stepped_down" and not (
            membership["stepped_down_on"] and d(membership["stepped_down_on"]) > day
        )
        gone = self.past(membership["deselected_on"]) and d(membership["deselected_on"]) <= day
        return d(membership["selected_on"]) <= day and not lower and not gone

    def exempt(self, ref, day):
        return any(
            row["status"] == "sentenced"
            and row["release_on"]
            and d(row["release_on"]) > back(d(row["start"]), -12)
            and day < back(d(row["release_on"]), 3)
            for row in self.status(ref, day)
        )

    def pack(self):
        return {
            "cohort": self.cohort(),
            "needs": self.needs(),
            "offending": {"tracked": self.offending(), "year": self.year()},
            "pathways": self.pathways(),
            "supervision": self.supervision(),
            "reviews": self.reviews(),
            "outcomes": self.outcomes(),
            "agencies": self.agencies(),
        }
