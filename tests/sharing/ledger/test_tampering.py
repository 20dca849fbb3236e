"""What a superuser of the database may try with the ledger, and that each of it is found.

Without the anchors some of it cannot be found: whoever holds the database can cut off its end, and whoever holds the key
as well can write all of it anew. With them, all of it is.
"""

import pytest

from sharing import sealer

INSIDE = "(select id from sharing_ledgerentry order by transaction, id offset 14 limit 1)"
LAST = "(select max(number) from sharing_ledgercheckpoint)"
COPY = """insert into sharing_ledgerentry (transaction, at, event, operation, doer, people, recipients, subject, facts,
    reason, salt, commitment) select transaction, at, event, operation, doer, people, recipients, subject, facts, reason,
    salt, commitment from sharing_ledgerentry where id = """

# name: (statements, found without anchors too)
IN_SQL = {
    "who it was": ([f"update sharing_ledgerentry set user_id = 7 where id = {INSIDE}"], True),
    "whom it was about": ([f"update sharing_ledgerentry set people = '{{1}}' where id = {INSIDE}"], True),
    "what was shown": ([f"""update sharing_ledgerentry set facts = '{{"step": 0}}' where id = {INSIDE}"""], True),
    "why": ([f"update sharing_ledgerentry set reason = 'as agreed' where id = {INSIDE}"], True),
    "when": ([f"update sharing_ledgerentry set at = at - interval '1 day' where id = {INSIDE}"], True),
    "details and their commitment": (
        [
            f"""update sharing_ledgerentry set facts = '{{}}', salt = '\\x00', commitment =
            sha256('\\x00' || convert_to('{{"facts":{{}},"reason":""}}', 'UTF8')) where id = {INSIDE}"""
        ],
        True,
    ),
    "a line removed": ([f"delete from sharing_ledgerentry where id = {INSIDE}"], True),
    "a line slipped in": ([COPY + INSIDE], True),
    "a line for later, from long ago": (
        [COPY + INSIDE, "update sharing_ledgerentry set transaction = 1000000000, at = '2020-01-01' where id > 40"],
        True,
    ),
    "two lines changed places": (
        [
            "update sharing_ledgerentry set id = -1 where id = 14",
            "update sharing_ledgerentry set id = 14 where id = 15",
            "update sharing_ledgerentry set id = 15 where id = -1",
        ],
        True,
    ),
    "details removed without a record": (
        [f"update sharing_ledgerentry set facts = '{{}}', reason = '', salt = null where id = {INSIDE}"],
        True,
    ),
    "a line and its leaf": (
        [
            f"update sharing_ledgerentry set user_id = 7 where id = {INSIDE}",
            """update sharing_ledgercheckpoint c set leaves = (select string_agg(sharing_ledger_leaf(e), ''::bytea
                order by e.transaction, e.id) from sharing_ledgerentry e
                where e.id between 13 and 20) where c.number = 2""",
        ],
        True,
    ),
    "the moment of a checkpoint": (
        ["update sharing_ledgercheckpoint set at = at + interval '1 hour' where number = 2"],
        True,
    ),
    "a signature": ([f"update sharing_ledgercheckpoint set signature = '\\x{'00' * 64}' where number = 2"], True),
    "the last signature": (
        [f"update sharing_ledgercheckpoint set signature = '\\x{'11' * 64}' where number = 4"],
        True,
    ),
    "a checkpoint removed": (["delete from sharing_ledgercheckpoint where number = 3"], True),
    "a heartbeat made a restore": (
        ["update sharing_ledgercheckpoint set kind = 'restore', statement = 'none' where number = 3"],
        True,
    ),
    "the end cut off": (
        [
            "delete from sharing_ledgerentry where id > 20",
            "delete from sharing_ledgercheckpoint where number > 2",
        ],
        False,
    ),
    "all checkpoints removed": (["delete from sharing_ledgercheckpoint"], True),
    "everything removed": (["truncate sharing_ledgerentry, sharing_ledgercheckpoint"], False),
}


@pytest.mark.parametrize("name", IN_SQL)
def test_it_is_found(kept, name):
    assert kept.verdict()["ok"]
    statements, alone = IN_SQL[name]
    kept.tamper(*statements)
    assert not kept.verdict()["ok"]
    assert kept.verdict(anchors=False)["ok"] is not alone


def test_writing_it_anew_with_another_key_is_found(kept):
    forge(kept, key=sealer.Key(kept.folder / "forged.key"))
    assert not kept.verdict(anchors=False)["ok"]
    assert not kept.verdict()["ok"]


def test_writing_it_anew_with_the_key_is_found_by_the_anchors(kept):
    forge(kept, key=kept.key)
    assert kept.verdict(anchors=False)["ok"]
    assert any("is not the one anchored" in problem for problem in kept.verdict()["problems"])


def test_a_line_removed_and_the_rest_sealed_anew_with_the_key_is_found_by_the_anchors(kept):
    kept.tamper("delete from sharing_ledgercheckpoint where number > 1")
    forge(kept, key=kept.key, wipe=False)
    assert kept.verdict(anchors=False)["ok"]
    assert not kept.verdict()["ok"]


def test_a_database_function_that_hashes_wrongly_is_found(kept):
    body = kept.ask("select pg_get_functiondef('sharing_ledger_leaf'::regproc)")[0][0]
    assert "(e).user_id" in body
    kept.ask(body.replace("(e).user_id", "(7)"))
    try:
        kept.write(3)
        kept.seal()
        assert not kept.verdict(anchors=False)["ok"]
    finally:
        kept.ask(body)


def forge(kept, *, key, wipe=True):
    """What someone does who has the database and a key: one line less, and seals over the rest."""
    kept.tamper("delete from sharing_ledgerentry where id = 15")
    if wipe:
        kept.tamper("delete from sharing_ledgercheckpoint")
    own = sealer.Anchors(kept.folder / "forged")
    kept.seal(sealer.Sealer(kept.connect("ppo_sealer"), key, own))


def test_it_says_which_line_and_which_checkpoint(kept):
    kept.tamper("update sharing_ledgerentry set user_id = 7 where id = 15")
    assert kept.verdict()["problems"] == [
        "Checkpoint 2 of 2026-03-02T09:00:04Z sealed 8 entries, 1 are not there; not as sealed: 15."
    ]
