"""A form field as the options of its GOV.UK component: what the macros of govuk-frontend-jinja take."""

from django import forms
from django.forms.boundfield import BoundField

# Widget to component, the more special first.
COMPONENTS = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkboxes"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file-upload"),
    (forms.PasswordInput, "password-input"),
    (forms.widgets.Input, "input"),
)
# What we say through the component's own options, or not at all: GOV.UK forms leave checking to the server.
LEFT_OUT = {"id", "class", "required", "aria-invalid", "aria-describedby", "type", "rows", "cols", "inputmode"}
ALSO_OWN_OPTIONS = {"autocomplete", "spellcheck"}


CHOOSING = {"radios", "checkboxes", "select", "file-upload"}
NOTHING_GIVEN = ("required", str(forms.Field.default_error_messages["required"]))


class GovukBoundField(BoundField):
    """Adds `component`, the GOV.UK component's name, and `options()`, what its macro is called with.

    A form may carry `mark_optional = False` (filters, where nothing is required) and a widget's attributes may say
    `data-legend="m"` for the size of a legend or label, `data-inline` for choices side by side.
    """

    @property
    def component(self):
        for widget, component in COMPONENTS:
            if isinstance(self.field.widget, widget):
                return component
        raise TypeError(f"no GOV.UK component for {type(self.field.widget).__name__} of {self.name}")

    def options(self, **layout):
        """Options of the component's macro. `layout` takes size, inline, hide_label, hints ({value: words}), classes."""
        base = {
            "id": self.auto_id,
            "name": self.html_name,
            "hint": {"text": self.help_text} if self.help_text else None,
            "errorMessage": {"text": " ".join(self.complaints)} if self.errors else None,
            "classes": " ".join(filter(None, [self.field.widget.attrs.get("class"), layout.get("classes")])),
            "attributes": self.attributes(),
        }
        special = {
            "radios": self.choice_options,
            "checkboxes": self.choice_options,
            "select": self.select_options,
            "textarea": self.text_options,
            "file-upload": self.labelled,
            "password-input": self.password_options,
            "input": self.input_options,
        }[self.component]
        return base | special(layout)

    @property
    def complaints(self):
        """What is wrong, as sentences that say what to do: “Enter the date of the visit.”, not “Required”."""
        found = [(error.code, message) for error in self.errors.as_data() for message in error.messages]
        return [self.missing if (code, text) == NOTHING_GIVEN else text for code, text in found]

    @property
    def missing(self):
        if self.is_hidden:
            return "Part of this form did not arrive. Load the page again and send it once more."
        label = str(self.label).rstrip(".")
        if label.endswith("?"):
            return f"Answer “{label}”."
        verb = "Choose" if self.component in CHOOSING else "Enter"
        return f"{verb} {label[:1].lower()}{label[1:]}."

    def attributes(self):
        attrs = self.field.widget.attrs | self.field.widget_attrs(self.field.widget)
        shown = {name: value for name, value in attrs.items() if name not in LEFT_OUT | ALSO_OWN_OPTIONS}
        return {name: str(value) for name, value in shown.items() if value not in (None, False)}

    @property
    def words(self):
        """The label, saying in words when an answer is not needed."""
        if self.field.required or not getattr(self.form, "mark_optional", True) or self.is_single_tick:
            return str(self.label)
        return f"{self.label} (optional)"

    @property
    def is_single_tick(self):
        return isinstance(self.field.widget, forms.CheckboxInput)

    def heading(self, kind, layout):
        size, hidden = layout.get("size"), layout.get("hide_label")
        classes = [f"govuk-{kind}--{size}" if size else "", "govuk-visually-hidden" if hidden else ""]
        return {"text": self.words, "classes": " ".join(filter(None, classes))}

    def labelled(self, layout):
        return {"label": self.heading("label", layout)}

    def input_options(self, layout):
        attrs, kind = self.field.widget.attrs, self.field.widget.input_type
        number = kind == "number"
        return self.labelled(layout) | {
            "type": {"number": "text", "date": "text"}.get(kind, kind),
            "inputmode": attrs.get("inputmode") or ("numeric" if number else None),
            "spellcheck": False if number else attrs.get("spellcheck"),
            "autocomplete": attrs.get("autocomplete"),
            "value": self.shown_value() or "",
        }

    def password_options(self, layout):
        return self.labelled(layout) | {"autocomplete": self.field.widget.attrs.get("autocomplete")}

    def text_options(self, layout):
        attrs = self.field.widget.attrs
        return self.labelled(layout) | {
            "rows": layout.get("rows") or ("5" if attrs.get("rows") in (None, "10") else attrs["rows"]),
            "spellcheck": attrs.get("spellcheck"),
            "autocomplete": attrs.get("autocomplete"),
            "value": self.shown_value() or "",
        }

    def select_options(self, layout):
        chosen = self.chosen()
        items = [{"value": value, "text": text, "selected": value in chosen} for value, text in self.choices()]
        return self.labelled(layout) | {"items": items}

    def choice_options(self, layout):
        if self.is_single_tick:
            hint = {"text": self.help_text} if self.help_text else None
            item = {"value": "on", "text": self.words, "checked": bool(self.value()), "id": self.auto_id, "hint": hint}
            return {"idPrefix": self.auto_id, "hint": None, "items": [item]}
        chosen, hints = self.chosen(), layout.get("hints") or {}
        items = [
            {
                "value": value,
                "text": text,
                "checked": value in chosen,
                "hint": {"text": hints[value]} if value in hints else None,
            }
            for value, text in self.choices()
        ]
        inline = f"govuk-{self.component}--inline" if layout.get("inline") else ""
        small = f"govuk-{self.component}--small" if layout.get("small") else ""
        return {
            "idPrefix": self.auto_id,
            "fieldset": {"legend": self.heading("fieldset__legend", layout)},
            "classes": " ".join(filter(None, [inline, small, layout.get("classes")])),
            "items": items,
        }

    def choices(self):
        """(value, label) pairs in order; groups are flattened, the empty choice of radios is left out."""
        pairs = []
        for value, label in self.field.widget.choices:
            group = label if isinstance(label, (list, tuple)) else [(value, label)]
            pairs += [("" if key is None else str(key), str(text)) for key, text in group]
        return [pair for pair in pairs if pair[0] or self.component == "select"]

    def chosen(self):
        value = self.value()
        values = value if isinstance(value, (list, tuple, set)) else [value]
        return {"" if one is None else str(getattr(one, "pk", one)) for one in values}

    def shown_value(self):
        value = self.field.widget.format_value(self.value())
        return None if value is None else str(value)


def error_list(*forms_):
    """The lines of an error summary for these forms: {"text", "href"}; errors of no single field have no link."""
    lines = []
    for form in forms_:
        lines += [{"text": str(error)} for error in form.non_field_errors()]
        for bound in form:
            if not bound.errors:
                continue
            link = {} if bound.is_hidden else {"href": f"#{bound.auto_id}"}
            lines += [{"text": text} | link for text in bound.complaints]
    return lines
