"""Where a change leads: back to the row it was made in, so that the next one is a Tab away."""

from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def redirect_back(request, default):
    """Redirect to the address in the form's `back`, or to `default` where there is none or it leads off the site.

    `default` is what `redirect` takes: an address, a route's name, a row with an address of its own.
    """
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect(default)
