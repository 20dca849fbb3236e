"""Sections about offending: before and after joining, and this year."""

from reports.story import words
from reports.story.document import Chart, Pounds, Section, Series, known, shown, table
from sharing.dates import count as in_words

CAVEATS = (
    "nobody_tracked",
    "no_offences_recorded",
    "few_people",
    "charge_dates",
    "charges_only",
    "no_comparison_group",
    "left_since_still_counted",
    "cohort_not_complete",
    "months_at_liberty",
    "days_without_status",
    "died",
    "tics_and_breaches_apart",
    "acquitted_or_withdrawn",
    "no_charge_date",
    "charged_in_custody",
    "no_severity_weight",
    "no_unit_cost",
    "average_costs",
)


def moved(before, after):
    """“fell from 9 to 4”, “rose from 4 to 9” or “stayed at 4”."""
    if after == before:
        return f"stayed at {shown(after)}"
    return f"{'fell' if after < before else 'rose'} from {shown(before)} to {shown(after)}"


def by_how_much(change):
    """“47.2% fewer” or “3.0% more”; nothing without a change."""
    if not known(change) or not change:
        return ""
    return f"{shown(abs(change), '%')} {'fewer' if change < 0 else 'more'}"


def headline(tracked):
    """The one sentence of a pack that is read out."""
    before, after, people = tracked["before"], tracked["after"], tracked["people"]
    if not known(before, after):
        return "Too few people have been tracked for a year to tell how their offending changed."
    if not people:
        return "Nobody has been tracked for a year yet, so no change in offending can be told."
    much = by_how_much(tracked["change_pct"])
    return (
        f"Charged offences of the {shown(people)} people tracked {moved(before, after)}, comparing the year before they "
        f"joined with the year after{': ' + much if much else ''}."
    )


def before_and_after(pack):
    """The year before joining against the year after."""
    tracked = pack["offending"]["tracked"]
    groups = sorted(
        tracked["before_by_group"] | tracked["after_by_group"],
        key=lambda group: (-tracked["before_by_group"].get(group, 0), group),
    )
    labels = tuple(words.OFFENCE_GROUPS.get(group, group) for group in groups)
    before = tuple(tracked["before_by_group"].get(group, 0) for group in groups)
    after = tuple(tracked["after_by_group"].get(group, 0) for group in groups)
    return Section(
        id="offending",
        title="Offending before and after",
        finding=_finding(tracked),
        sentences=tuple(_sentences(tracked)),
        chart=Chart(
            "bar",
            "Charged offences in the year before and the year after joining",
            labels,
            (Series("Year before", before), Series("Year after", after)),
        )
        if groups
        else None,
        tables=(
            _main(tracked),
            table(
                "Charged offences by group",
                "Group",
                ["Year before", "Year after"],
                list(zip(labels, before, after, strict=True)),
            ),
            table(
                "How each person changed",
                "Compared with the year before",
                ["People"],
                [
                    ("Fewer offences", tracked["people_down"]),
                    ("The same", tracked["people_same"]),
                    ("More offences", tracked["people_up"]),
                ],
            ),
        ),
        counted=(
            "Everyone who joined at least 12 months before the day of this pack, whether or not they have left since. "
            "Offences charged in the 12 months before the day they first joined, and in the 12 months from that day."
        ),
        notes=CAVEATS,
    )


def _finding(tracked):
    before, after = tracked["before"], tracked["after"]
    if not tracked["people"] or not known(before, after):
        return "Too few people have been tracked for a year"
    return f"Charged offences {moved(before, after)} in the year after joining"


def _sentences(tracked):
    yield headline(tracked)
    if known(tracked["people_down"], tracked["people_same"], tracked["people_up"]) and tracked["people"]:
        yield (
            f"{tracked['people_down']} people were charged with fewer offences than before, {tracked['people_same']} with "
            f"as many and {tracked['people_up']} with more."
        )
    if known(tracked["rate_ratio"]):
        yield _rate(tracked["rate_ratio"], tracked["rate_ratio_ci"])
    if known(tracked["severity_before"], tracked["severity_after"]) and tracked["people"]:
        yield f"Their severity {moved(tracked['severity_before'], tracked['severity_after'])} points."


def _rate(ratio, interval):
    """The rate for the time at liberty as a fall or rise in per cent, and between which limits chance leaves it."""
    told = f"Counting only the time people were free to offend, the rate {'fell' if ratio < 1 else 'rose'} by {_pct(ratio)}."
    if interval is None:
        return told
    low, high = interval
    if low < 1 < high:
        return (
            f"{told} With numbers this small it could be anything from a fall of {_pct(low)} to a rise of {_pct(high)}."
        )
    fall = high <= 1
    least, most = (high, low) if fall else (low, high)
    return f"{told} Allowing for chance, the {'fall' if fall else 'rise'} lies between {_pct(least)} and {_pct(most)}."


def _pct(ratio):
    return shown(round(abs(100 * (1 - ratio)), 1), "%")


def _main(tracked):
    rows = [
        ("Charged offences", tracked["before"], tracked["after"]),
        ("Months at liberty", tracked["before_months_at_liberty"], tracked["after_months_at_liberty"]),
        ("Severity (crime severity score)", tracked["severity_before"], tracked["severity_after"]),
        (
            f"Average cost of these crimes at {tracked['price_year']} prices",
            _pounds(tracked["cost_before"]),
            _pounds(tracked["cost_after"]),
        ),
        ("Offences taken into consideration", tracked["tics_before"], tracked["tics_after"]),
        ("Breaches", tracked["breaches_before"], tracked["breaches_after"]),
    ]
    return table("The year before and the year after joining", "What", ["Year before", "Year after"], rows)


def _pounds(figure):
    return Pounds(figure) if known(figure) else figure


def this_year(pack):
    """The year since April against the year before joining."""
    year = pack["offending"]["year"]
    return Section(
        id="year",
        title="This year",
        finding=_year_finding(year),
        sentences=tuple(_year_sentences(year)),
        tables=(
            table(
                "Charged offences since 1 April",
                "What",
                ["Figure"],
                [
                    ("Charged offences so far", year["count"]),
                    ("Scaled to 12 months", year["annualised"]),
                    ("Change on the year before joining, per cent", year["change_on_baseline_pct"]),
                    (
                        "Target for the change, per cent",
                        "none set" if year["target_pct"] is None else year["target_pct"],
                    ),
                ],
            ),
        ),
        counted=(
            "Charged offences of the tracked people since 1 April, counted to the end of the last whole month and scaled "
            "to 12 months. Until the year is over this is provisional."
        ),
        notes=("year_provisional",),
    )


def _year_finding(year):
    count = year["count"]
    if not known(count):
        return "Too few people are tracked to tell this year's offences"
    return f"{in_words(count, 'offence')} charged since 1 April{', a provisional count' if year['provisional'] else ''}"


def _year_sentences(year):
    annualised, change, target = year["annualised"], year["change_on_baseline_pct"], year["target_pct"]
    if known(annualised, change):
        yield f"At this rate the year would end with {shown(annualised)}: {by_how_much(change) or 'no change'} on before."
    if known(change, target):
        kept = "is" if change <= target else "is not"
        yield f"The target is a change of {shown(target, '%')}; at this rate it {kept} met."
