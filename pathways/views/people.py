from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.timezone import localdate

from pathways import caseload
from pathways.forms import PLACES, PeopleFilterForm
from sharing.gate import READING, requires
from sharing.permissions import Permission

A_PAGE = 50
LISTS = (("mine", "Mine"), ("everyone", "Everyone"), ("no_lead", "No lead worker"))


@requires(Permission.PERSON_LIST, methods=READING)
def person_list(request):
    viewer, today = request.viewer, localdate()
    leads, agencies = caseload.leads(viewer, today), caseload.agencies(viewer)
    form = PeopleFilterForm(request.GET, leads=leads, agencies=agencies)
    asked = Asked(request.GET, form.answers)
    rows = caseload.rows(viewer, today, which=asked.which, sort=asked.sort, **form.answers)
    slice_ = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "pathways/person_list.html",
        {
            "form": form,
            "slice": slice_,
            "people": caseload.lines(viewer, today, slice_.object_list),
            "asked": asked,
            "chips": chips(asked, dict(leads), dict(agencies)),
            "lists": [(words, asked.address(which=code), code == asked.which) for code, words in LISTS],
        },
    )


class Asked:
    """What the address asks for, and the addresses of the same list asked a little differently."""

    def __init__(self, given, answers):
        self.which = given.get("list") if given.get("list") in dict(LISTS) else "everyone"
        self.sort = given.get("sort") if given.get("sort") in caseload.SORTS else "review"
        self.answers = {name: value for name, value in answers.items() if value}

    def address(self, *, which=None, sort=None, without=None):
        """The list's address; `without` is (field, value) of the one filter to take away."""
        pairs = [("list", which or self.which), ("sort", sort or self.sort)]
        for name, value in self.answers.items():
            values = value if isinstance(value, list) else ["on" if value is True else value]
            pairs += [(name, one) for one in values if (name, one) != without]
        return "?" + urlencode(pairs)

    def sorted_by(self, name):
        """What `aria-sort` says of the column."""
        return {name: "ascending", f"-{name}": "descending"}.get(self.sort, "none")

    def sort_link(self, name):
        """The other way round where the column is sorted already."""
        return self.address(sort=f"-{name}" if self.sort == name else name)


def chips(asked, leads, agencies):
    """[(words, address without it)] of the filters that are on."""
    said = {
        "where": lambda value: f"Where: {PLACES[value][0].lower()}",
        "lead": lambda value: f"Lead worker: {leads[value]}",
        "agency": lambda value: f"Agency: {agencies[value]}",
        "late": lambda value: "With an overdue action",
        "review": lambda value: "Review due in 4 weeks",
    }
    found = []
    for name, value in asked.answers.items():
        for one in value if isinstance(value, list) else ["on" if value is True else value]:
            found.append((said[name](one), asked.address(without=(name, one))))
    return found
