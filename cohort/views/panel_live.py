"""A panel as it goes: one form a person on a screen that everybody looks at, one save, the next person."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from cohort import full_list, panels
from cohort.changes import panel_decision as changes
from cohort.changes.taking_up import usual_lead, workers
from cohort.forms.panel_decision import DecideForm, PositionForm
from cohort.models import Panel, PanelItem
from cohort.panel_seen import on_screen
from sharing import ledger
from sharing.calendar import add_working_days
from sharing.gate import READING, requires
from sharing.history import last_saved
from sharing.permissions import Permission
from sharing.saved import say, say_saved

VISIT_DAYS = 5  # working days to the first visit that is filled in, as in P29


@requires(Permission.MEETING_RUN, methods=READING)
def panel_live(request, key):
    """Leads to the first person on whom nothing is decided."""
    panel = get_object_or_404(Panel.objects.editable_by(request.viewer), key=key)
    return redirect(place_of(next_open(panels.agenda_of(request.viewer, panel)), panel))


@requires(Permission.MEETING_RUN)
def panel_decide(request, key):
    item = get_object_or_404(PanelItem.objects.editable_by(request.viewer).for_list(), key=key)
    table = Table(request, item)
    if table.seen.membership is None:
        say(request, f"{item.person.full_name} is neither nominated nor on the scheme: there is nothing to decide.")
        return redirect(item.panel)
    if request.method == "POST" and table.are_valid():
        try:
            decision = changes.panel_decide(
                item=item, by=request.viewer, decided=table.decided(), ratified=table.terms.ratified, now=timezone.now()
            )
        except changes.DecisionChanged as clash:
            return clashed(request, item, clash.decision)
        except changes.MembershipMoved:
            return clashed(request, item, None)
        except changes.DecisionRefused as refused:
            field = refused.field if refused.field in table.form.fields else None
            table.form.add_error(field, str(refused))
        else:
            return saved(request, item, decision)

    return page(request, item, table)


class Table:
    """Who sits round it, what stands on the screen, and the forms, filled in so that agreeing takes one press."""

    def __init__(self, request, item):
        self.seats = panels.seats_of(item.panel)
        self.present = panels.at_the_table(self.seats)
        self.terms = panels.terms(item.panel, on=timezone.localdate())
        self.here, self.enough = panels.quorum(item.panel, self.seats, self.terms.quorum)
        self.seen = on_screen(
            item,
            request.viewer,
            seats=self.seats,
            present=self.present,
            at=timezone.now(),
            again_on=self.terms.again_on,
        )
        if self.seen is None:
            raise Http404
        ledger.shown_to(agency.pk for agency in self.present)
        data = request.POST or None
        held = [] if self.seen.on_scheme else list(workers(item.panel.scheme_id))
        self.form = DecideForm(
            data,
            seen=self.seen,
            held=held,
            usual=usual_lead(held, under_18=self.seen.under_18),
            visit_on=add_working_days(timezone.localdate(), VISIT_DAYS),
        )
        self.full = (
            None if self.seen.on_scheme else full_list.told(request.viewer, agencies=self.present, at=timezone.now())
        )
        here, kept = {agency.pk for agency in self.present}, {row.owner_id: row for row in self.seen.positions}
        self.positions = [
            PositionForm(data, agency=seat.agency, present=seat.agency_id in here, kept=kept.get(seat.agency_id))
            for seat in self.seats
        ]

    @property
    def every(self):
        return [self.form, *self.positions]

    def are_valid(self):
        wrong = [form for form in self.every if not form.is_valid()]  # asks every form, so that every error is shown
        if self.terms.binds and not self.enough:
            self.form.add_error(None, f"The panel has no quorum: it needs {self.terms.quorum} agencies.")
            return False
        return not wrong

    def decided(self):
        return self.form.decided(
            {form.agency.pk: (form.cleaned_data["position"], form.cleaned_data["words"]) for form in self.positions}
        )


def next_open(items, after=None):
    """The first item without a decision, or sent back, after this one if there is any, else from the top."""
    behind = items[[item.pk for item in items].index(after.pk) + 1 :] if after else []
    return next((item for item in [*behind, *items] if is_open(item)), None)


def is_open(item):
    return item.decided is None or item.decided.state == "sent_back"


def place_of(item, panel):
    if item is None:
        return reverse("panel_detail", args=[panel.key])
    return reverse("panel_decide", args=[item.key]) + "#decision"


def saved(request, item, decision):
    waits = "" if decision.state == "in_force" else " It takes effect once somebody else confirms it."
    if request.POST.get("go") == "stay":
        say_saved(request, f"Saved.{waits}")
        return redirect(place_of(item, item.panel))
    following = next_open(panels.agenda_of(request.viewer, item.panel), after=item)
    left = " The next person is below." if following else " Everyone is decided."
    say_saved(request, f"Saved.{waits}{left}")
    return redirect(place_of(following, item.panel))


def page(request, item, table, *, theirs=None, clash=None, status=200):
    items = panels.agenda_of(request.viewer, item.panel)
    number = [one.pk for one in items].index(item.pk) + 1
    found = {
        "item": item, "table": table, "seen": table.seen, "items": items, "number": number, "panel": item.panel,
        "later": items[number] if number < len(items) else None, "theirs": theirs, "clash": clash,
    }  # fmt: skip
    return render(request, "cohort/panel_decide.html", found, status=status)


def clashed(request, item, theirs):
    """409: the page anew with what was typed in it, and what the other saved beside it; saving again keeps yours."""
    table = Table(request, item)
    table.are_valid()
    table.form.data = table.form.data.copy()
    table.form.data["version"] = table.seen.decision.version if table.seen.decision else 0
    table.form.data["membership_version"] = table.seen.membership.version
    kept = table.seen.decision if theirs is not None else None
    who, at = last_saved(theirs) if theirs is not None else ("Somebody", None)
    return page(request, item, table, theirs=kept, clash=(who, at), status=409)
