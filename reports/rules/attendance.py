"""Who comes to meetings: every agency, every kind of meeting (M29).

Source: Birmingham 2005 section 3. Unit: invitations.
"""

from collections import Counter

from reports.rules.dates import Window
from reports.rules.facts import Facts


def attendance(facts: Facts, period: Window) -> dict[str, dict[str, int]]:
    """The block `agencies`: invitations of the period by agency, and how each was answered; absent is `no`."""
    invitations = [row for row in facts.attendance if period.holds(row.day)]
    answers = Counter((row.agency, row.attended) for row in invitations)
    invited = Counter(row.agency for row in invitations)
    return {
        agency: {
            "invited": invited[agency],
            "attended": answers[agency, "yes"],
            "apologies": answers[agency, "apologies"],
            "absent": answers[agency, "no"],
        }
        for agency in facts.agencies
    }
