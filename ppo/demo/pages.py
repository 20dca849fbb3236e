"""The mail the demo has sent, where a visitor can read it. In the demo only: elsewhere these addresses are not found."""

import functools
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ppo.demo import mail

FOLDER = settings.VAR / "mail"
SHOWN = 100


def only_in_the_demo(view):
    @functools.wraps(view)
    def page(request, *args, **kwargs):
        if not settings.DEMO_MAIL:
            raise Http404
        return view(request, *args, **kwargs)

    return page


@only_in_the_demo
@require_safe
@never_cache
def mail_list(request):
    files = mail.messages(FOLDER)
    letters = [letter(file) for file in files[:SHOWN]]
    return render(request, "demo/mail_list.html", {"letters": letters, "number": len(files)})


@only_in_the_demo
@require_safe
@never_cache
def mail_read(request, number):
    file = FOLDER / f"{number}.eml"
    if not file.is_file():
        raise Http404
    return render(request, "demo/mail_read.html", {"letter": letter(file)})


def letter(file):
    """What a page shows of one message; only its plain text, never its HTML."""
    message = mail.read(file)
    body = message.get_body(preferencelist=("plain",))
    return {
        "number": int(file.stem),
        "at": datetime.fromtimestamp(int(file.stem) / 1e9, ZoneInfo("Europe/London")),
        "to": message["X-Recipients"],
        "sender": message["From"],
        "subject": message["Subject"] or "(no subject)",
        "text": body.get_content() if body else "(this message has no plain text)",
        "attached": [part.get_filename() or "unnamed file" for part in message.iter_attachments()],
    }
