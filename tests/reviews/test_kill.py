"""kill -9 of the worker in the middle of packs: all are there soon after, none twice, no file that no row names."""

import hashlib

from tests.reviews.processes import house

RECIPIENTS = 9


def test_a_worker_killed_three_times_makes_every_pack_once(tmp_path, template_database):
    with house(tmp_path, template_database, RECIPIENTS) as there:
        there.start("beat")
        there.start("worker")
        for reached in (1, 3, 5):  # while the first is made, and twice more with others under way
            there.wait_for(reached, seconds=60)
            there.kill("worker")
            there.start("worker")
        there.wait_for(RECIPIENTS, seconds=90)

        assert_whole(there, RECIPIENTS)


def assert_whole(there, recipients):
    """Each recipient has one copy, numbered without a gap; every file is there as its row says; every line is written."""
    rows = there.ask("select capacity_id, copy_number, file, sha256 from reviews_conferencepack order by copy_number")
    assert len({capacity for capacity, *_ in rows}) == len(rows) == recipients
    assert [number for _, number, *_ in rows] == list(range(1, recipients + 1))
    files = there.folder / "files"
    for _, _, name, digest in rows:
        assert hashlib.sha256((files / name).read_bytes()).hexdigest() == digest
    kept = {str(file.relative_to(files)) for file in files.rglob("*.pdf")}
    assert kept == {name for _, _, name, _ in rows}
    told = there.ask("select count(*) from sharing_ledgerentry where event = 'conference_pack_make'")
    assert told == [(recipients,)]
    assert there.ask("select done_parts, parts, done_at is not null from sharing_job") == [
        (recipients, recipients, True)
    ]
    assert there.ask("select count(*) from sharing_part where done_at is null or failed_at is not null") == [(0,)]
