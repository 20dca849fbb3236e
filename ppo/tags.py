"""The colour of each status word, one list for the whole product. Colour is never alone: the words are always there."""

COLOURS = {
    # actions
    "To do": "grey",
    "In progress": "blue",
    "Stuck": "orange",
    "Overdue": "red",
    "Done": "green",
    "Not done": "orange",
    "No longer needed": "grey",
    # a person and the scheme
    "Nominated": "yellow",
    "On the scheme": "blue",
    "On the agenda": "teal",
    "Not for the scheme": "grey",
    "Leaving": "teal",
    "Off the scheme": "grey",
    "No lead worker": "red",
    # where a person is
    "Unlawfully at large": "red",
    "Not known": "orange",
    # what is due for people in custody
    "Due today": "orange",
    "Later": "grey",
    # referrals
    "Sent": "blue",
    "Accepted": "teal",
    "Started": "teal",
    "Finished": "green",
    "Declined": "orange",
    "Not taken up": "grey",
    # contacts
    "Attended": "green",
    "Did not attend": "red",
    "Missed, with a good reason": "yellow",
    "Planned": "blue",
    "Cancelled by us": "grey",
    "Not yet": "orange",
    # agreements about sharing
    "In force": "green",
    "Draft": "yellow",
    "Not yet in force": "blue",
    "Ended": "grey",
    # reviews of emergency access
    "Justified": "green",
    "Not justified": "red",
    "Needs action": "orange",
    # questions between agencies
    "Waiting": "blue",
    "Answered": "grey",
    "Late": "red",
    "Shared": "green",
    "Shared in part": "green",
    "Not shared": "orange",
    "Withdrawn": "grey",
    "Lapsed": "grey",
    # progress in an area of life, reviews and long jobs
    "On track": "green",
    "Review overdue": "red",
    "Review due": "yellow",
    "Reviewed": "green",
    "Ready": "green",
    "Being made": "blue",
    "Failed": "red",
    # what a person gets to see
    "To decide": "yellow",
    "Given": "green",
    "Given in part": "teal",
    "Kept back": "orange",
}


def tag_colour(words):
    """The GOV.UK colour of a status; what the list does not name is grey."""
    return COLOURS.get(str(words), "grey")
