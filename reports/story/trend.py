"""How the scheme changed from pack to pack, from the packs as they were issued."""

from reports.story.document import Chart, Section, Series, table
from sharing.dates import short_day

FEWEST, MOST = 3, 8  # packs: fewer tell no trend, more do not fit beside each other


def trend(packs):
    """A section from (as_of, on the scheme, in custody) of issued packs in order of their days; None with too few.

    A figure may be hidden, as it was in its pack.
    """
    packs = packs[-MOST:]
    if len(packs) < FEWEST:
        return None
    days = tuple(short_day(as_of) for as_of, _, _ in packs)
    series = (
        Series("On the scheme", tuple(people for _, people, _ in packs)),
        Series("In custody", tuple(custody for _, _, custody in packs)),
    )
    return Section(
        id="trend",
        title="Over time",
        finding=f"The scheme from {days[0]} to {days[-1]}",
        chart=Chart("line", "People on the scheme and in custody, pack by pack", days, series),
        tables=(
            table(
                "People on the scheme, pack by pack",
                "As at",
                ["On the scheme", "In custody"],
                [(day, people, custody) for day, (_, people, custody) in zip(days, packs, strict=True)],
            ),
        ),
        counted="As each pack told it on its day. A later correction of the record does not change an issued pack.",
    )
