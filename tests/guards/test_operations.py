"""The six operations of section 62: every event and every address is declared as one of them, or as none with a reason."""

import ast

from sharing import operations
from sharing.operations import Operation
from tests.guards import house

READING = {"GET", "HEAD"}
# Functions that take the event from their caller.
PASS_ON = {"sharing/ledger.py", "sharing/gate.py"}


def events():
    """(place, event, operation or None) of every line the product writes; the event is None where it is not plain text."""
    for module, tree in house.modules().items():
        for call in house.calls(tree):
            if module in PASS_ON or ast.unparse(call.func) not in ("ledger.record", "ledger.page"):
                continue
            event = call.args[0] if call.args else None
            plain = event.value if isinstance(event, ast.Constant) else None
            given = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}.get("operation")
            operation = given and Operation[given.rsplit(".", 1)[-1]]
            yield f"{module}:{call.lineno}", plain, operation


def declared(name):
    return name in operations.OF_ADDRESS or any(
        name == known or (known.endswith("_") and name.startswith(known)) for known in operations.NOTHING
    )


def test_every_event_is_declared():
    found = list(events())
    assert len(found) > 10
    assert [place for place, event, _ in found if event not in operations.OF_EVENT] == []


def test_what_a_caller_says_is_what_is_declared():
    wrong = [
        (place, event) for place, event, said in events() if said and said is not operations.OF_EVENT.get(event, said)
    ]
    assert wrong == []


def test_every_address_is_declared():
    assert [str(route) for route in house.routes() if not declared(route.name)] == []


def test_nothing_is_declared_twice():
    for table, index in ((operations.EVENTS, operations.OF_EVENT), (operations.ADDRESSES, operations.OF_ADDRESS)):
        assert set(table) == set(Operation)
        assert sum(map(len, table.values())) == len(index)
    assert operations.OF_ADDRESS.keys() & operations.NOTHING.keys() == set()


def test_an_address_that_only_reads_is_not_declared_a_change():
    changes = {Operation.COLLECTION, Operation.ALTERATION, Operation.COMBINATION, Operation.ERASURE}
    wrong = [
        route.name
        for route in house.routes()
        if route.gated and set(route.view.methods) <= READING and operations.OF_ADDRESS.get(route.name) in changes
    ]
    assert wrong == []


def test_an_address_that_changes_has_a_line_of_its_own_kind():
    """Whatever an address collects, alters, combines or erases, some event of that operation is written by the product."""
    written = {operations.OF_EVENT[event] for _, event, _ in events() if event in operations.OF_EVENT}
    used = {operations.OF_ADDRESS[route.name] for route in house.routes() if route.name in operations.OF_ADDRESS}
    assert used - {Operation.CONSULTATION} <= written
