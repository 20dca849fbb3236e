"""Made-up names in the shapes of five languages, put together from parts: nobody's list, and as irregular as real ones."""

import hashlib
import itertools
import random
import tomllib
from pathlib import Path

from casework.names import folded, sounds_like, spellings

PER_SHAPE = 4_000
GIVEN_PER_SHAPE = 200
FILE = Path(__file__).with_name("names.toml")


def parts():
    """What the names are made of, in bytes: another register where they differ."""
    return FILE.read_bytes()


def load(connection):
    """The names as a table, `bench_name (kind, number, name)`, and their words as search knows them, `bench_word`."""
    lists = {"family": family_names(), "given": given_names()}
    connection.execute("create table bench_name (kind text, number int, name text, primary key (kind, number))")
    connection.execute("create table bench_word (name text, word text, code text)")
    with connection.cursor() as cursor:
        with cursor.copy("copy bench_name from stdin") as rows:
            for kind, names in lists.items():
                for number, name in enumerate(names):
                    rows.write_row((kind, number, name))
        words = {(name, word) for names in lists.values() for name in names for word in folded(name)}
        with cursor.copy("copy bench_word from stdin") as rows:
            for name, word in sorted(words):
                rows.write_row((name, word, sounds_like(word)))
        known = sorted({word for _, word in words})
        with cursor.copy("copy casework_knownword (word) from stdin") as rows:
            for word in known:
                rows.write_row((word,))
        with cursor.copy("copy casework_knownspelling (word_id, spelling) from stdin") as rows:
            for word in known:
                for spelling in spellings(word):
                    rows.write_row((word, spelling))
    connection.execute("create index on bench_word (name); analyze bench_name, bench_word")


def family_names():
    """20,000 different names, 4,000 of each shape, always the same ones in the same order."""
    return _mixed(PER_SHAPE)


def given_names():
    """1,000 different names, 200 of each shape: the short ones of what the parts make."""
    return _mixed(GIVEN_PER_SHAPE, longest=8)


def _mixed(count, longest=None):
    names = []
    for shape in tomllib.loads(FILE.read_text()).values():
        names += _of_shape(shape, count, longest, without=set(names))
    return sorted(names, key=lambda name: hashlib.md5(name.encode()).hexdigest())  # frequent and rare of every shape


def _of_shape(shape, count, longest, without):
    parts = [["" if part == "-" else part.replace("_", " ") for part in parts.split()] for parts in shape.values()]
    made = {"".join(pieces) for pieces in itertools.product(*parts)} - without
    fitting = sorted(name for name in made if longest is None or (len(name) <= longest and "-" not in name))
    return random.Random(count).sample(fitting, count)


def mistyped(name, letters, rng):
    """The name with so many slips of the kinds that happen: a letter left out, doubled, swapped with the next, or wrong."""
    for _ in range(letters):
        name = _slip(name, rng)
    return name


def _slip(name, rng):
    at = rng.randrange(1, len(name))
    kind = rng.choice(("left out", "one too many", "swapped", "wrong"))
    if kind == "left out":
        return name[:at] + name[at + 1 :]
    if kind == "one too many":
        return name[:at] + name[at] + name[at:]
    if kind == "swapped" and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + rng.choice("abcdefghijklmnoprstuvwyz") + name[at + 1 :]
