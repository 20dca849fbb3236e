"""Only changes write: every write to a table stands in a `changes` room, or in one of the places named here."""

import ast
import re

import pytest
from django.apps import apps

from tests.guards import house

WRITES = {
    *("save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"),
    *("asave", "acreate", "abulk_create", "abulk_update", "adelete", "aupdate"),
}
SQL = re.compile(r"^\s*(with\b.*[()]\s*)?(insert\s+into|update\s+\w+\s+set|delete\s+from|truncate)\b", re.I | re.S)
CHANGES = re.compile(r"/changes(/|\.py$)")

# where: what it writes, and why it is no change of the field's
ALLOWED = {
    "ppo/demo/loading.py": "which accounts of the demo may sign in",
    "ppo/interchange/agreement_texts.py": "the import, which writes whole sheets at once",
    "ppo/interchange/panel_rows.py": "the import, which writes whole sheets at once",
    "ppo/interchange/scheme_rows.py": "the import, which writes whole sheets at once",
    "ppo/interchange/writing.py": "the import, which writes whole sheets at once",
    "ppo/policy_diff/loading.py": "made-up worlds in a transaction that is rolled back",
    "sharing/gate.py": "the one-time id of a form, in the transaction of the form's own change",
    "sharing/ledger.py": "the ledger's lines",
    "sharing/links.py": "links, derived from the records that changes wrote",
    "sharing/models/scheme.py": "create_user, which Django asks of a user manager",
    "sharing/sealer.py": "the seals over the ledger, as a role that can write nothing else",
    "sharing/walls.py": "operations of migrations",
}
# changes that nobody in particular makes, and why they need no `by`, or no line of their own
OF_THE_SYSTEM = {
    "casework/changes/person.py": "keeps list facts and search words in line with the record, which has its lines",
    "cohort/changes/leaving_begin.py": "part of the change that writes the leaving, which writes its line",
    "cohort/changes/leaving_night.py": "by the clock: its lines name the doer",
    "cohort/changes/nominee.py": "parts of a nomination, called by the changes that write its line",
    "cohort/changes/one_owner.py": "part of accepting an offer, called by the change that writes its line",
    "cohort/changes/taking_over.py": "part of accepting an offer, called by the change that writes its line",
    "pathways/changes/moving.py": "part of accepting an offer, called by the change that writes its line",
    "ppo/rights/changes/sweep.py": "by the clock: the line of the reviews names the doer, the others are about nobody",
    "reviews/changes/moving.py": "part of accepting an offer, called by the change that writes its line",
    "reviews/changes/review_date.py": "keeps a list fact in line with the record, whose changes have their lines",
    "reviews/changes/reminder.py": "sent by the clock: its line names the doer instead",
    "sharing/changes/notice.py": "what a user has read, nothing in it is about a person",
    "sharing/changes/watch.py": "sent by the clock: the line of the watch names the doer, the others are about no person",
    "sharing/changes/work.py": "the queue's memory, nothing in it is about a person",
}
DICTIONARIES = ("globals", "'OPTIONS', {})")


def touched(call):
    """What a call writes to, as text, or None when it writes nothing."""
    if not isinstance(call.func, ast.Attribute):
        return None
    on, verb = ast.unparse(call.func.value), call.func.attr
    plain = not call.args and not call.keywords
    if verb in WRITES and not on.endswith(("_session", ".session")):
        return f"{on}.{verb}"
    if verb == "delete" and plain:
        return f"{on}.delete"
    if verb == "update" and call.keywords and not call.args and not on.endswith(DICTIONARIES):
        return f"{on}.update"
    if verb in {"set", "add", "remove", "clear"} and on.rsplit(".", 1)[-1] in many_to_many():
        return f"{on}.{verb}"
    return None


def many_to_many():
    return {field.name for model in apps.get_models() for field in model._meta.local_many_to_many}


def writes(tree):
    """Line and text of everything in a module that writes to a table."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (what := touched(node)):
            yield node.lineno, what
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield node.lineno, " ".join(node.value.split())[:60]


def test_only_changes_write():
    elsewhere = [
        f"{module}:{line} {what}"
        for module, tree in house.modules().items()
        if not CHANGES.search(module) and module not in ALLOWED
        for line, what in writes(tree)
    ]
    assert elsewhere == []


def test_what_is_allowed_elsewhere_is_still_needed():
    modules = house.modules()
    assert [place for place in ALLOWED if place not in modules or not list(writes(modules[place]))] == []
    assert [place for place in OF_THE_SYSTEM if place not in modules or not public_changes(modules[place])] == []


@pytest.mark.parametrize(
    "fault",
    [
        "action.save()",
        "Action.objects.create(person=person)",
        "Action.objects.filter(pk=1).update(status='done')",
        "action.delete()",
        "Action.objects.bulk_update(rows, ['status'])",
        "agreement.parties.set([agency])",
        "cursor.execute('update casework_person set status = %s', [x])",
        "cursor.execute('with n as (select 1) insert into casework_person select * from n')",
    ],
)
def test_a_write_is_found(fault):
    assert list(writes(ast.parse(fault)))


@pytest.mark.parametrize(
    "harmless",
    [
        "seen.update(ids)",
        "digest.update(data)",
        "cache.delete('key')",
        "looker.set(who)",
        "seen.add(1)",
        "cursor.execute('select 1')",
        "forms.ChoiceField(label='Update the plan')",
        "request.session.save()",
    ],
)
def test_what_only_looks_like_a_write_is_not(harmless):
    assert not list(writes(ast.parse(harmless)))


def test_every_change_says_who_did_it_and_writes_a_ledger_line():
    silent = [
        f"{module}: {function.name}"
        for module, tree in house.modules().items()
        if CHANGES.search(module) and module not in OF_THE_SYSTEM
        for function in public_changes(tree)
        if "by" not in {argument.arg for argument in function.args.kwonlyargs} or not records(function, tree)
    ]
    assert silent == []


def public_changes(tree):
    """The functions of a room that others call and that write, themselves or through a function of the same room."""
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return [
        function
        for name, function in functions.items()
        if not name.startswith("_") and any(list(writes(node)) for node in reached(function, functions))
    ]


def records(function, tree):
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return any("record(" in ast.unparse(node) for node in reached(function, functions))


def reached(function, functions, seen=()):
    """The function and those of the same module that it calls, however deep."""
    names = {getattr(call.func, "id", "") for call in house.calls(function)} & functions.keys() - set(seen)
    found = [function]
    for name in sorted(names - {function.name}):
        found += reached(functions[name], functions, (*seen, function.name))
    return found
