from django.shortcuts import render
from django.utils.timezone import localdate

from casework.rules.custody import terms_of
from pathways.custody import MOST, desk
from sharing.gate import READING, requires
from sharing.models import Setting
from sharing.permissions import Permission
from sharing.rules import setting_values


@requires(Permission.PERSON_LIST, methods=READING)
def custody_list(request):
    """Everyone in custody whom the viewer works with, and what is due for each, the most pressing first."""
    today = localdate()
    settings = setting_values(Setting.objects.in_force(scheme=request.viewer.scheme, on=today))
    lines = desk(request.viewer, terms_of(settings), today)
    return render(request, "pathways/custody_list.html", {"today": today, "lines": lines, "most": MOST})
