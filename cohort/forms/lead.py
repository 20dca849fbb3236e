"""Who leads for one's own agency."""

from django import forms

from sharing.forms import VersionedForm


class LeadForm(VersionedForm):
    """`held`: capacities of those of the agency who may lead."""

    user = forms.ChoiceField(label="Who leads?", error_messages={"required": "Choose who leads."})

    def __init__(self, *args, held, **kwargs):
        super().__init__(*args, **kwargs)
        self.users = {one.user.key: one.user for one in held}
        self.fields["user"].choices = [
            ("", "Choose who leads"),
            *((key, user.name) for key, user in self.users.items()),
        ]

    def clean_user(self):
        return self.users[self.cleaned_data["user"]]
