"""The record of processing (Data Protection Act 2018, section 61; UK GDPR, Article 30), made from the register of fields.

What is kept about whom, who sees it and how long it stays, table by table: nothing here is written by hand twice, so that
it cannot say one thing while the tables do another. `manage.py ropa` prints it; docs/record-of-processing.md is the same.
"""

from dataclasses import dataclass

from ppo.rights import register
from sharing.policy import WORDS, Category

FLOORS = {
    "casework": "People and casework",
    "pathways": "Plans, needs and referrals",
    "cohort": "Selection and the list",
    "reviews": "Meetings and reviews",
    "sharing": "Sharing, rights and users",
    "reports": "Figures",
}
ACCESS = {
    "row": "by the category of the row, as agreements and consent allow",
    "met": "everyone who works with the person",
    "invited": "everyone invited to the meeting",
    "recipient": "the one it was issued to",
    "scheme": "users of the scheme",
    "own": "the user it is about",
    "ledger": "co-ordinators and governance leads",
    "office": "governance leads, and the agency that answers or decides",
    "system": "nobody: no page lists it",
}
RETENTION = {
    "person": "with the person’s record, by the rule of the agency that holds it",
    "scheme": "as long as the scheme runs",
    "account": "until the user has left and no ledger line names them",
    "ledger": "by the ledger’s own schedule; details go with the person’s record",
    "issued": "as long as the papers of that meeting, or until a person in them is disposed of",
    "compiled": "never longer than what it was made from",
    "queue": "cleared once done",
    "session": "until sign-out or the end of the session",
    "product": "holds nothing about anybody",
}


@dataclass(frozen=True)
class Kept:
    """One table: what it is called, what it says of people and of staff, who sees it, how long it stays."""

    floor: str
    label: str
    title: str
    person: tuple
    sensitive: tuple
    staff: tuple
    access: str
    retention: str


def kept():
    """[Kept] of every table that holds something about a person or a user, in the order of the floors."""
    found = []
    for label, row in register.fields().items():
        about = [_told(label, row[place].split()) for place in ("person", "sensitive", "staff")]
        if any(about) and row["retention"] != "compiled":
            floor = FLOORS.get(label.split(".")[0], "Signing in")
            found.append(Kept(floor, label, _title(label), *about, _access(row["access"]), RETENTION[row["retention"]]))
    order = [*FLOORS.values(), "Signing in"]
    return sorted(found, key=lambda one: (order.index(one.floor), one.label))


def document():
    """The whole record as Markdown."""
    lines = [(register.FOLDER / "processing.md").read_text(encoding="utf-8").strip(), ""]
    for floor in [*FLOORS.values(), "Signing in"]:
        rows = [one for one in kept() if one.floor == floor]
        if rows:
            lines += [f"## {floor}", "", HEAD, "| --- | --- | --- | --- | --- | --- |", *map(_line, rows), ""]
    return "\n".join(lines).rstrip() + "\n"


HEAD = "| What | About the person | Sensitive, or may be | About staff | Who sees it | How long |"


def _line(one):
    cells = (one.title, *(", ".join(words) or "-" for words in (one.person, one.sensitive, one.staff)))
    return f"| {' | '.join((*cells, one.access, one.retention))} |"


def _title(label):
    kind = register.kinds().get(label)
    model = kind.model if kind else None
    words = (kind and kind.title) or str(model._meta.verbose_name)
    return words[:1].upper() + words[1:]


def _told(label, names):
    """The words of columns, without those that only join rows."""
    kind = register.kinds().get(label)
    joins = {
        "person",
        "owner",
        "category",
        *(name for name, why in (kind.never if kind else {}).items() if why == "inside"),
    }
    return tuple(_words(label, name) for name in names if name not in joins)


def _words(label, name):
    kind = register.kinds().get(label)
    words = (kind and kind.told.get(name)) or name.replace("_", " ")
    return words[:1].lower() + words[1:] if not words[:2].isupper() else words


def _access(code):
    if code in ACCESS:
        return ACCESS[code]
    return f"by agreement and consent: {WORDS[Category.of(code)][:1].lower()}{WORDS[Category.of(code)][1:]}"
