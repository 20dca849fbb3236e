"""Hold what one cell of the matrix let out against the oracle: a list of sentences, empty where they agree."""

import re

from django.urls import reverse

from sharing.operations import OF_EVENT
from tests.guards import house
from tests.guards.test_permissions import PAGES
from tests.matrix.cast import AGENCIES, PERSONAS
from tests.matrix.oracle import AT_SUMMARY, CATEGORIES, FULL, NONE
from tests.matrix.reading import ask
from tests.matrix.recipes import NOWHERE, RECIPES, SUBJECTS, Cell, Recipe
from tests.matrix.world import PARENT

READING = ("GET", "HEAD")
# What a row of a page carries about itself, or is known to whoever sees that the record is there.
OF_EVERY_ROW = {
    "model",
    "pk",
    "key",
    "person_id",
    "owner_id",
    "category",
    "level",
    "basis",
    "detail_category",
    "detail_basis",
}


def gated():
    """The addresses behind the gate: those that could show or touch somebody."""
    return [route for route in house.routes() if route.gated]


def address(cell):
    page = cell.page
    key = [getattr(cell.subject, "key", NOWHERE)] if cell.about else []
    return reverse(cell.route.name, args=[*key, *page.more]) + (cell.recipe.query if cell.method in READING else "")


def expected_status(cell):
    """The order of answers: sign-in, wrong method, forbidden kind of act, row not there, then the page's own."""
    page, recipe = cell.page, cell.recipe
    if not cell.persona.signed_in:
        return 403 if cell.method == "POST" else 302
    got, sent = recipe.got or page.got, recipe.sent if recipe.sent is not None else page.sent
    answers = {"GET": got, "HEAD": got, "POST": page.sent and sent}
    if answers.get(cell.method) is None:
        return 405
    if not cell.may(page.permission):
        return 403
    if not cell.met:
        return 404
    return answers[cell.method]


def judge(cell, visitor):
    """Ask, and say what differs."""
    typed = cell.recipe.body is not None and cell.method == "POST" and cell.persona.agency
    fields = cell.recipe.body(cell) if typed else {}
    seen = ask(visitor, cell.method, address(cell), fields)
    expected = expected_status(cell)
    status = seen.status
    if status not in (expected if isinstance(expected, tuple) else (expected,)):
        return [f"{cell}: answers {status}, the rules say {expected}"]
    seen.typed = {str(value).lower() for value in fields.values()}
    wrong = list(leaks(cell, seen))
    shown = status == 200 and cell.method in READING and cell.recipe.rows is not None
    if shown and cell.method == "GET":
        wrong += [*_exact_rows(cell, seen), *_exact_texts(cell, seen), *_exact_agencies(cell, seen)]
    if status >= 400 and not cell.may(cell.page.permission):
        wrong += [f"{cell}: refused, and yet the ledger has {line.event}" for line in seen.lines]
    if cell.method == "POST" and status < 400:
        wrong += list(_own_line(cell, seen))
    return [f"{cell}: {words}" for words in wrong]


def leaks(cell, seen):
    """Whatever was asked for: what was shown, handed over or written, and the persona may not know."""
    yield from _texts_allowed(cell, seen)
    yield from _agencies_allowed(cell, seen)
    yield from _records_allowed(cell, seen)
    yield from _line_allowed(cell, seen)


def _texts_allowed(cell, seen):
    """No canary of anything the persona may not have, whatever the answer."""
    for word in sorted(cell.world.words_in(seen.body) - seen.typed):  # what somebody typed may be given back to them
        text = cell.world.texts.get(word)
        if text is None:
            yield f"shows the word {word}, which was planted nowhere"
        elif not _may_have(cell, text):
            yield f"shows {text}"


def _may_have(cell, text):
    if text.row.person is None:  # what an agency said at a meeting is about several: its own words, where it answers
        own = text.row.kind == "reviews.attendance" and text.row.owner == cell.persona.agency
        return own and cell.may("rights_answer")
    level = cell.oracle.sees(cell.name, text.row)
    return level == FULL or (level > NONE and text.field in AT_SUMMARY[text.row.kind])


NAMED = re.compile(rf"(North|South)side ({'|'.join(AGENCIES)})\b(?! scheme)")
CHOICES = re.compile(r"<(form|select|fieldset|datalist)\b.*?</\1>", re.DOTALL)  # where every agency may be chosen


def agencies_in(body):
    """Codes of the agencies that the main part of a page names, its forms aside."""
    main = re.search(r"<main.*?</main>", body, re.DOTALL)
    text = CHOICES.sub(" ", main.group(0)) if main else ""
    return {code if place == "North" else "south" for place, code in NAMED.findall(text)}


def _agencies_allowed(cell, seen):
    """That an agency works with somebody is for those who do too; others read names of agencies in records alone."""
    if seen.status != 200 or cell.method != "GET" or cell.about not in ABOUT_A_PERSON:
        return
    if cell.oracle.works(cell.name, cell.relation):
        return
    rows = [row for row in cell.oracle.visible(cell.name) if row.person == cell.relation]
    known = {cell.persona.agency} | {code for row in rows for code in agencies_of(row)}
    for code in sorted(agencies_in(seen.body) - known):
        yield f"names {code} to somebody who is not on the case"


def agencies_of(row):
    """Codes of the agencies that one record names."""
    named = (getattr(row.it, name, None) for name in ("agency", "to_agency", "nominated_by", "referred_by"))
    return {row.owner, *(one.code for one in named if one is not None), *getattr(row.it, "read_by", ())} - {""}


def _exact_agencies(cell, seen):
    if cell.recipe.names is None:
        return
    named, wanted = agencies_in(seen.body), cell.recipe.names(cell)
    for code in sorted(named ^ wanted):
        yield f"names {code}, whom its recipe does not" if code in named else f"does not name {code}"


def _records_allowed(cell, seen):
    """What the templates were given, whether they printed it or not: no record and no field above the level."""
    rows = cell.world.by_id
    for (kind, pk), held in seen.given.items():
        row = rows.get((kind, pk))
        if row is None:
            continue
        level = cell.oracle.sees(cell.name, row)
        if level == NONE:
            yield f"hands {row} to the page"
        elif level < FULL:
            yield from _fields_allowed(cell, row, held)
        else:
            yield from _detail_allowed(cell, row, held)


def _detail_allowed(cell, row, held):
    """Of a record that is seen in full, nothing of its sibling row where that one is not."""
    detail = cell.world.beside.get((row.kind, row.pk))
    if detail is None or cell.oracle.sees(cell.name, detail) == FULL:
        return
    own = {field.name for field in row.it._meta.concrete_fields}
    for field in detail.it._meta.concrete_fields:
        if field.name in held and field.name not in own | OF_EVERY_ROW:
            yield f"hands the field {field.name} of {detail} to the page"


def _fields_allowed(cell, row, held):
    detail = cell.world.beside.get((row.kind, row.pk))
    beside = detail is not None and cell.oracle.sees(cell.name, detail) == FULL
    for name in held - OF_EVERY_ROW:
        plain = name.removesuffix("_words")
        if plain in AT_SUMMARY[row.kind] or (beside and hasattr(detail.it, plain)):
            continue
        yield f"hands the field {name} of {row} to the page, which stands above summary"


def _line_allowed(cell, seen):
    """No line about anybody or anything the persona may not see; and of this persona."""
    user = cell.world.user.get(cell.name)
    for line in seen.lines:
        if line.user_id != (user and user.pk):
            yield f"the line {line.event} is of another user"
        if not cell.may("ledger_see"):  # those who read the ledger read about people they do not meet
            yield from _told_allowed(cell, line)


def _told_allowed(cell, line):
    # A measure of the whole scheme is made of everybody, whoever presses; nobody is shown by it.
    whole = line.operation == "combination"
    # Whom the form itself brought in, as a nomination does, is in no relation yet: the request is rolled back.
    met = [pk for pk in line.people if pk in cell.world.relation_of]
    if not whole and any(not _known_of(cell, cell.world.relation_of[pk]) for pk in met):
        yield f"the line {line.event} names somebody who is not there"
    for kind, ids in line.facts.get("records", {}).items():
        rows = [cell.world.by_id.get((kind, pk)) for pk in ids]
        for row in rows:
            if row is not None and cell.oracle.sees(cell.name, row) == NONE:
                yield f"the line {line.event} tells of {row}"


def _known_of(cell, relation):
    """Whether the persona meets the person, or knows of them by what another scheme offers."""
    offers = cell.world.rows_of("cohort.transfer", relation)
    return cell.there(relation) or any(cell.oracle.sees(cell.name, one) > NONE for one in offers)


def expected_rows(cell):
    """Every record the page is to show: of its kinds, about its person or anybody, as far as the persona sees them."""
    one = cell.about in ABOUT_A_PERSON
    return [
        row
        for row in cell.oracle.visible(cell.name)
        if (not one or row.person == cell.relation) and cell.recipe.shows(cell, row)
    ]


ABOUT_A_PERSON = (
    *("person", "written_about", "worked_with", "where", "status", "supervised", "decided", "consent", "action"),
    *("contact", "item", "other", "trail"),
    *("disclosure", "emergency", "exclusion", "question", "answer", "nomination"),
    *(
        "panel_item",
        "panel_decision",
        "plan",
        "plan_shown",
        "plan_asked",
        "left",
        "plan_told",
        "handover",
        "check",
        "letter",
        "offer",
    ),
    *("request", "part", "kept", "hold", "disposal"),
)


def _exact_rows(cell, seen):
    """The line of the ledger names exactly these people, records and categories; none where nothing was shown."""
    rows = expected_rows(cell)
    lines = [line for line in seen.lines if line.event == cell.route.name]
    wanted = bool(rows) or cell.recipe.told
    if len(lines) != len(seen.lines) or len(lines) != wanted:
        yield f"writes the lines {[line.event for line in seen.lines]} where {len(rows)} records are to be shown"
    elif wanted:
        yield from _exact_line(cell, lines[0], rows)


def _exact_line(cell, line, rows):
    if line.operation != "consultation":
        yield f"its line says {line.operation}"
    told = {(kind, pk) for kind, ids in line.facts["records"].items() for pk in ids}
    wanted = {(row.kind, row.pk) for row in rows}
    differ = {one for one in told ^ wanted if one[0] not in cell.recipe.maybe}
    for one in sorted(differ):
        row = cell.world.by_id.get(one, f"{one[0]} {one[1]}")
        yield f"shows {row}, which its recipe or the rules do not" if one in told else f"does not show {row}"
    named = {cell.relation} if cell.recipe.told and cell.about else {row.person for row in rows}
    if {cell.world.relation_of[pk] for pk in line.people} != named:
        yield "its line names other people than it shows"
    # Of what may be shown besides, the categories are those of the records, which are judged already.
    besides = told != wanted or any(kind in cell.recipe.maybe for kind in line.facts["records"])
    known = _categories(cell, rows) | cell.recipe.finds(cell)
    wrong = () if besides else set(line.facts["categories"]) ^ known
    if wrong:
        yield f"its line is wrong about {', '.join(CATEGORIES[number] for number in sorted(wrong))}"


def _categories(cell, rows):
    shown = {(row.kind, row.pk) for row in rows}
    beside = [
        row
        for row in cell.oracle.visible(cell.name)
        if cell.recipe.fetches(cell, row) and _parent(row) in shown and cell.oracle.sees(cell.name, row) == FULL
    ]
    return {CATEGORIES.index(row.category) for row in [*rows, *beside] if row.category}


def _parent(row):
    kind, column = PARENT[row.kind]
    return kind, getattr(row.it, column)


def _exact_texts(cell, seen):
    """Every typed text the page is to print, in its words; and no other."""
    if cell.recipe.says is None:
        return
    shown = {(row.kind, row.pk) for row in expected_rows(cell)}
    wanted = set()
    for word, text in cell.world.texts.items():
        row = text.row
        beside = row.kind in PARENT and _parent(row) in shown
        if row.person is None or not cell.recipe.prints(cell, text):
            continue
        about = row.kind == "casework.person" and any(row.person == cell.world.by_id[one].person for one in shown)
        if ((row.kind, row.pk) in shown or beside or about) and _may_have(cell, text):
            wanted.add(word)
    printed = cell.world.words_in(seen.body)
    for word in sorted(printed ^ wanted):
        text = cell.world.texts[word]
        if text.name in cell.recipe.might_say:
            continue
        yield f"prints {text}, which its recipe does not name" if word in printed else f"does not print {text}"


def _own_line(cell, seen):
    """A form that did something wrote its line, about the person it was about, as the operation it is declared to be."""
    event = cell.recipe.event(cell) if callable(cell.recipe.event) else cell.recipe.event
    if event is None:
        return
    lines = [line for line in seen.lines if line.event == event and line.operation == OF_EVENT[event]]
    if not lines:
        yield f"writes {[line.event for line in seen.lines]} and not {event}"


def cells(world, name, *, methods, every):
    """The cells of one persona and some methods: all of them, or one relation for each address, each taking its turn.

    Of methods that no page takes, every sixth persona is then enough.
    """
    relations = list(world.person)
    for number, route in enumerate(gated()):
        for place, method in enumerate(methods):
            turn = number + place + list(PERSONAS).index(name)
            asked = relations if every else [relations[turn % len(relations)]]
            if every or method in ("GET", "POST") or turn % 6 == 0:
                yield from (Cell(world, route, method, name, relation) for relation in asked)


def open_to_all():
    """(route, address) of those in front of the gate: signing in, help, the state of the services."""
    for route in house.routes():
        if not route.gated:
            names = re.findall(r"<(?:\w+:)?(\w+)>", route.pattern)
            yield route, reverse(route.name, kwargs={name: IN_FRONT[name] for name in names})


IN_FRONT = {"key": "abc-def", "uidb36": "1", "pk": 1, "number": 1}


def judge_in_front(world, name, route, where, method, visitor):
    """In front of the gate nobody is shown: no canary, no record in a template's hands, nobody in the ledger."""
    seen = ask(visitor, method, where)
    cell = f"{method} {route} as {name}"
    if seen.status >= 500 and route.name != "health_ready":  # which says 503 where a service is not there
        yield f"{cell}: answers {seen.status}"
    for word in sorted(world.words_in(seen.body)):
        yield f"{cell}: shows {world.texts.get(word, word)}"
    for one in seen.given.keys() & world.by_id.keys():
        yield f"{cell}: hands {world.by_id[one]} to the page"
    if any(line.people for line in seen.lines):
        yield f"{cell}: writes a line about somebody"


def without_recipe():
    """Addresses behind the gate that nobody has said how to ask, and recipes of addresses that are gone."""
    names = {route.name for route in gated()}
    return sorted(names - RECIPES.keys()), sorted(RECIPES.keys() - names)


def without_subject():
    """Words for a row in an address that the matrix has no such row for."""
    asked = {RECIPES.get(route.name, Recipe()).about or PAGES[route.name].about for route in gated()}
    return sorted(asked - SUBJECTS.keys() - {None})
