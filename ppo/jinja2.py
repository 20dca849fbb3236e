"""The template engine of every page, paper and mail, and how forms are drawn in it."""

from pathlib import Path

import django
from django.forms.renderers import BaseRenderer
from django.template import engines
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.html import format_html
from django_htmx.jinja import htmx_script
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, Undefined, pass_context
from jinja2.utils import missing

from sharing import dates

from .govuk import GovukBoundField, error_list
from .tabs import person_tabs
from .tags import tag_colour

MACROS = "govuk_frontend_jinja"
DJANGO_WIDGETS = Path(django.__file__).parent / "forms" / "jinja2"


def url(name, *args, **kwargs):
    return reverse(name, args=args, kwargs=kwargs)


@pass_context
def form_id(context):
    """A hidden field with a number used once: the second of two equal submissions has no effect.

    It begins with the capacity the page was opened in, so that what was begun for one agency is not sent for another.
    """
    viewer = context.get("viewer")
    opened_as = f"{viewer.capacity.key}." if viewer else ""
    return format_html('<input type="hidden" name="form_id" value="{}{}">', opened_as, get_random_string(22))


def escaped(name):
    """Everything is HTML but the text of mails."""
    return not (name or "").endswith(".txt")


class Forgotten(Undefined):
    """A name that no view gave: it may be tested, and showing it or walking it is an error, not an empty place.

    A missing attribute or key stays empty, which the GOV.UK macros count on.
    """

    def __str__(self):
        return self._shown("")

    def __iter__(self):
        return iter(self._shown(()))

    def _shown(self, nothing):
        return self._fail_with_undefined_error() if self._undefined_obj is missing else nothing


def environment(**options):
    """The Jinja2 environment, with Land Registry's GOV.UK macros under `govuk_frontend_jinja/`."""
    options["loader"] = ChoiceLoader(
        [
            options["loader"],
            PrefixLoader({MACROS: PackageLoader(MACROS)}),
            FileSystemLoader(DJANGO_WIDGETS),
        ]
    )
    options |= {"autoescape": escaped, "undefined": Forgotten}
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - see `escaped`
    env.globals.update(
        url=url,
        static=static,
        form_id=form_id,
        error_list=error_list,
        count=dates.count,
        tag_colour=tag_colour,
        htmx_script=htmx_script,
        person_tabs=person_tabs,
    )
    for name in ("day", "short_day", "weekday", "clock", "easy_clock", "ago_or_in", "overdue", "amount", "change"):
        env.filters[name] = getattr(dates, name)
    return env


class FormRenderer(BaseRenderer):
    """Draws forms with GOV.UK markup: `{{ form }}` is all fields, `{{ form.name.as_field_group() }}` is one."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
    bound_field_class = GovukBoundField

    def get_template(self, template_name):
        return engines["jinja2"].get_template(template_name)
