"""The record of processing on a page, for whoever has to show it."""

from itertools import groupby

from django.shortcuts import render

from ppo.rights import processing
from sharing.gate import READING, requires
from sharing.permissions import Permission


@requires(Permission.RIGHTS_RUN, methods=READING)
def processing_record(request):
    floors = [(floor, list(rows)) for floor, rows in groupby(processing.kept(), key=lambda one: one.floor)]
    return render(request, "rights/processing_record.html", {"floors": floors})
