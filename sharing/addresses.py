"""Parts of addresses: keys, and the way back to where a form was opened."""

from django.urls import register_converter
from django.utils.http import url_has_allowed_host_and_scheme

from sharing.fields import LETTERS


class KeyConverter:
    """The random key of a row: `<key:key>`."""

    regex = f"[{LETTERS}]{{12}}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(KeyConverter, "key")


def way_back(request, otherwise):
    """Where the form's field `back` leads, if that is inside this site; else `otherwise`."""
    back = request.POST.get("back") or request.GET.get("back") or ""
    inside = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if inside else otherwise
