"""The one form of a panel for each person: what was decided, why, and who stood where."""

from django import forms

from cohort.changes.panel_decision import Decided, Lead
from cohort.models import Membership, PanelPosition
from cohort.models.panel import OUTCOMES
from cohort.rules.panel import DATED, Outcome, outcomes
from sharing.form_fields import DayField
from sharing.forms import Words

Position = PanelPosition.Position
CRITERIA = [choice for choice in Membership.Criterion.choices if choice[0] != Membership.Criterion.NOT_SELECTED]
ON_COMING_ON = ("strands", "basis", "lead", "first_visit_on")
AS_NOW = "now"
BASIS_OF_STATUS = {"community_order": "order", "licence": "licence"}  # of anyone else it is voluntary


class DecideForm(forms.Form):
    """`seen`: the cohort.panel_seen.OnScreen. Filled in so that a panel that agrees types nothing."""

    mark_optional = False
    outcome = forms.ChoiceField(label="What does the panel decide?", widget=forms.RadioSelect)
    until = DayField(label="Until, or review on", required=False, help_text="Counts for a decision that names a day.")
    criterion = forms.ChoiceField(label="Why leaving?", choices=[("", "Choose a reason"), *CRITERIA], required=False)
    reason = forms.CharField(
        label="Reason", max_length=20_000, widget=Words, error_messages={"required": "Enter the reason."}
    )
    otherwise = forms.CharField(label="If not as suggested: why", required=False, max_length=20_000)
    strands = forms.MultipleChoiceField(
        label="Strands", choices=Membership.Strand.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.ChoiceField(
        label="Basis of taking part", choices=[("", "Choose a basis"), *Membership.Basis.choices], required=False
    )
    lead = forms.ChoiceField(label="Who leads?", required=False)
    first_visit_on = DayField(label="First visit by", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    membership_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, seen, held, usual, visit_on, **kwargs):
        """`held`: capacities of those who may lead; `usual`: the agency that does where nobody leads yet, or None."""
        initial = values(seen) | lead_values(seen, usual, visit_on)
        super().__init__(*args, initial=initial, **kwargs)
        self.seen, self.leads = seen, leads_of(held)
        allowed, words = outcomes(seen.on_scheme, stepped_down=seen.stepped_down), dict(OUTCOMES)
        self.fields["outcome"].choices = [
            (one.value, f"{words[one]} (suggested)" if one == seen.suggests else words[one]) for one in allowed
        ]
        if seen.on_scheme:
            for name in ON_COMING_ON:
                del self.fields[name]
        else:
            del self.fields["criterion"]
            self.fields["lead"].choices = lead_choices(seen, self.leads)

    def clean(self):
        answers = super().clean()
        outcome = answers.get("outcome")
        for name, wanted, words in (
            ("until", outcome in DATED, "Enter the day."),
            ("criterion", outcome == Outcome.LEAVE, "Choose why the person leaves."),
            ("strands", outcome == Outcome.BRING_ON, "Choose at least one strand."),
            ("basis", outcome == Outcome.BRING_ON, "Choose the basis of taking part."),
            ("lead", outcome == Outcome.BRING_ON, "Choose who leads."),
            ("first_visit_on", outcome == Outcome.BRING_ON, "Enter the day of the first visit."),
            (
                "otherwise",
                outcome not in (None, self.seen.suggests),
                "Say why the panel decides otherwise than suggested.",
            ),
        ):
            if wanted and name in self.fields and not answers.get(name) and name not in self.errors:
                self.add_error(name, words)
        return answers

    def decided(self, positions):
        """What was decided, of a valid form: only what belongs to the outcome is kept."""
        answers = self.cleaned_data
        outcome = answers["outcome"]
        comes_on = outcome == Outcome.BRING_ON
        as_suggested = outcome == self.seen.suggests
        filled_in = not self.fields["reason"].has_changed(self.initial["reason"], answers["reason"])
        return Decided(
            version=answers["version"],
            membership_version=answers["membership_version"],
            outcome=outcome,
            suggested=self.seen.suggests,
            # The lines of the score are no reason for deciding against it.
            reason=answers["reason"] if as_suggested or not filled_in else answers["otherwise"],
            otherwise="" if as_suggested else answers["otherwise"],
            until=answers["until"] if outcome in DATED else None,
            criterion=answers["criterion"] if outcome == Outcome.LEAVE else "",
            strands=tuple(answers["strands"]) if comes_on else (),
            basis=answers["basis"] if comes_on else "",
            lead=self.leads[answers["lead"]][0] if comes_on and answers["lead"] != AS_NOW else None,
            first_visit_on=answers["first_visit_on"] if comes_on else None,
            positions=positions,
        )


def values(seen):
    """What the form shows at first: what was written down, else what is suggested."""
    kept, membership = seen.decision, seen.membership
    if kept is not None and kept.full:
        names = ("outcome", "until", "criterion", "reason", "otherwise", "strands", "basis", "version")
        shown = {name: getattr(kept, name) for name in names}
    else:
        shown = {
            "outcome": seen.suggests.value, "criterion": seen.criterion, "reason": seen.reason, "version": 0,
        }  # fmt: skip
    shown["until"] = shown.get("until") or seen.again_on
    status = seen.found["status"][0].status if seen.found["status"] else None
    shown["strands"] = shown.get("strands") or (membership and membership.strands) or usual_strands()
    shown["basis"] = shown.get("basis") or (membership and membership.basis) or BASIS_OF_STATUS.get(status, "voluntary")
    return shown | {"membership_version": membership.version if membership else 0}


def lead_values(seen, usual, visit_on):
    """Who leads, and from when: what was written down, else whoever leads now, else the agency that usually does."""
    kept = seen.decision
    if kept is not None and kept.full and kept.first_visit_on:
        lead = f"{kept.lead_agency_key}:{kept.lead_key or ''}" if kept.lead_agency else AS_NOW
        return {"lead": lead, "first_visit_on": kept.first_visit_on}
    # A lead whom not everybody here may know of shows on the wall as none: what is filled in must not tell of one.
    lead = AS_NOW if seen.lead_words else f"{usual.key}:" if usual is not None else ""
    return {"lead": lead, "first_visit_on": visit_on}


def leads_of(held):
    """Value of the field -> (Lead, words): each agency with somebody still to be named, then each of its users."""
    found = {}
    for capacity in held:
        agency, user = capacity.agency, capacity.user
        found.setdefault(f"{agency.key}:", (Lead(agency.pk), f"{agency.name}, worker to be named"))
        found[f"{agency.key}:{user.key}"] = (Lead(agency.pk, user.pk), f"{agency.name}: {user.name}")
    return found


def lead_choices(seen, leads):
    now = f"As it is now: {seen.lead_words}" if seen.lead_words else "As it is now"
    return [("", "Choose who leads"), (AS_NOW, now), *((value, words) for value, (_, words) in leads.items())]


def usual_strands():
    """Both sides: enforcement without resettlement is what schemes are criticised for."""
    return [Membership.Strand.CATCH_CONVICT.value, Membership.Strand.REHABILITATE_RESETTLE.value]


class PositionForm(forms.Form):
    """Where one agency stands; its words where it disagrees."""

    mark_optional = False
    position = forms.ChoiceField(choices=Position.choices, widget=forms.RadioSelect)
    words = forms.CharField(label="In its words", required=False, max_length=20_000)

    def __init__(self, *args, agency, present, kept, **kwargs):
        initial = {"position": Position.SUPPORT if present else Position.ABSENT, "words": ""}
        if kept is not None and kept.full:
            initial = {"position": kept.position, "words": kept.words}
        super().__init__(*args, prefix=f"p-{agency.key}", initial=initial, **kwargs)
        self.agency = agency
        self.fields["position"].label = agency.name

    def clean(self):
        answers = super().clean()
        if answers.get("position") == Position.OPPOSE and not answers.get("words") and "words" not in self.errors:
            self.add_error("words", f"Enter why {self.agency.name} disagrees.")
        return answers


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label="What is wrong with it?", max_length=20_000, widget=Words(attrs={"rows": 3}),
        error_messages={"required": "Say what is wrong with it."},
    )  # fmt: skip
