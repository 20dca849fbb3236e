"""Every way in which words about a person leave the product, for one persona: each a function that gives what came out.

The pages of one person are more than their addresses: groups of the timeline and orders of the list are asked for too.
"""

import base64
import io
import json
import logging
import subprocess
import zipfile

import pikepdf
from django.urls import reverse

from casework.timeline import GROUPS
from ppo.logs import WithoutPersonalData
from reviews.packs.paper import PackRefused, pack
from tests.matrix.cast import PERSONAS
from tests.matrix.reading import ask
from tests.matrix.world import CANARY, browser

TABS = ("person_detail", "plan_detail", "contact_list", "offence_list", "review_list", "sharing_detail")
WITH_PAGES = [name for name, persona in PERSONAS.items() if persona.reach != "nobody"]
LISTS = (
    *("/", "/people/?list=mine", "/people/?list=no_lead", "/people/?sort=-name", "/people/?sort=-review"),
    *("/people/?where=community", "/people/?late=on", "/people/?review=on", "/meetings/"),
    *("/sharing/asked/", "/sharing/asked/?whose=ours", "/leaving/", "/transfers/"),
)
WAY_OUT = ("leaving_plan", "leaving_print", "membership_detail")
# The addresses of all these, as recipes know them: what they say is to come out.
READ = (*TABS, *WAY_OUT, "person_timeline", "person_list", "home", "question_list", "leaving_list", "transfer_list")
LEDGER = "/ledger/?purpose=lawfulness"


def canaries(text):
    return {word.lower() for word in CANARY.findall(text)}


def tabs(world, relation):
    """The addresses of everything there is to read of one person."""
    key = world.person[relation].key
    for name in TABS:
        yield reverse(name, args=[key])
    for group, _ in (("", ""), *GROUPS):
        yield reverse("person_timeline", args=[key]) + (f"?show={group}" if group else "")


def pages(world, name, relations):
    """Every page about these people and every order of the lists."""
    visitor = browser(world, name)
    further = [reverse(name, args=[world.person[relation].key]) for relation in relations for name in WAY_OUT]
    addresses = [*LISTS, LEDGER, *(address for relation in relations for address in tabs(world, relation)), *further]
    for address in addresses:
        yield address, ask(visitor, "GET", address).body


def searches(world, name, relations):
    """What is found by the name, another name and each number of these people; what was typed is left out."""
    visitor = browser(world, name)
    for relation in relations:
        (identity,) = world.rows_of("casework.identity", relation)
        person = world.person[relation]
        for words in (person.family_name, person.given_names, identity.it.aliases[0], identity.it.pnc_id):
            found = ask(visitor, "POST", reverse("person_find"), {"q": words})
            yield f"search for {words}", found.location + found.body.replace(words, "").replace(words.lower(), "")


def papers(world, name, relations):
    """The pack of the meeting about each of these people, as this persona gets it: text, and all that the file holds."""
    for relation in relations:
        try:
            made = pack(world.meeting[relation], world.capacity[name], at=world.now, copy_number=1)
        except PackRefused:
            continue
        yield f"pack about {relation}", everything_in(made.data)


def text_of(data):
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


def everything_in(data):
    """Every string and stream of a PDF, unpacked: text, metadata, tags, alternative texts, names of parts."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
        words = [str(value) for value in pdf.docinfo.values()]
    return "\n".join([text_of(data), out.getvalue().decode("latin-1"), *words])


def everything_packed(data):
    """Every file of a workbook or a zip, and their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return "\n".join(f"{name}\n{file.read(name).decode(errors='replace')}" for name in file.namelist())


class Logged(logging.Handler):
    """What would stand in the log, in the product's own form."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.setFormatter(WithoutPersonalData())
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))

    def __enter__(self):
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *failure):
        logging.getLogger().removeHandler(self)


def everything_in_redis(client):
    """Every key of every database of a Redis with all it holds; messages of the queue unpacked."""
    found = []
    for number in range(16):
        client.select(number)
        for key in client.scan_iter():
            found.append(key.decode(errors="replace"))
            found += [_unpacked(value) for value in _values(client, key)]
    return "\n".join(found)


def _values(client, key):
    kind = client.type(key).decode()
    if kind == "string":
        return [client.get(key)]
    if kind == "list":
        return client.lrange(key, 0, -1)
    if kind == "hash":
        return [part for pair in client.hgetall(key).items() for part in pair]
    if kind == "set":
        return list(client.smembers(key))
    if kind == "zset":
        return [member for member, _ in client.zrange(key, 0, -1, withscores=True)]
    raise AssertionError(f"Redis holds a {kind} under {key!r}: say how it is read")


def _unpacked(value):
    text = value.decode(errors="replace")
    try:
        message = json.loads(text)
        body = message.get("body", "") if isinstance(message, dict) else ""
        return text + base64.b64decode(body).decode(errors="replace")
    except ValueError:
        return text
