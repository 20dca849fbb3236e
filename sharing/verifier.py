"""Checks an exported ledger with nothing but Python: `python verifier.py export.jsonl anchors.txt key.pub`.

Each line of the export is {"entry": ...}, {"checkpoint": ...} (after the entries it seals) or, last, {"total": n}. A leaf
is the SHA-256 of an entry's columns as netstrings; its details enter by a salted commitment, so that they can be erased
and the leaf stays. A root covers leaves and, by `previous`, the checkpoint before: one good signature at the end vouches
for the whole chain. Anchors are roots kept outside the database: without them its administrator could cut off the end.
"""

import hashlib
import json
import re
import sys
import time

ENTRY = ("id", "transaction", "at", "event", "operation", "scheme_id", "capacity_id", "user_id", "agency_id", "doer")
ENTRY += ("people", "recipients", "subject", "commitment")
CHECKPOINT = ("number", "kind", "at", "floor", "upto_transaction", "upto_entry", "highest", "count", "leaves")
CHECKPOINT += ("statement", "previous", "key")
ANCHOR = re.compile(r"anchor\s+(\d+)\s+(\S+)\s+([0-9a-f]{64})\s+([0-9a-f]{16})\s+([0-9a-f]{128})")
ERASE, BLANK = "ledger_erase", {"facts": {}, "reason": ""}
NOTHING = "0" * 64  # what the first checkpoint names as the one before
SILENCE, FORGOTTEN = 180_000_000, 3600_000_000  # µs between checkpoints; µs after which an entry should long be sealed


def netstrings(kind, values):
    """b"5:entry,2:17,-": each value with its length in bytes, "-" for none, lists with commas."""
    texts = [",".join(map(str, value)) if isinstance(value, list) else value for value in [kind, *values]]
    data = [None if text is None else str(text).encode() for text in texts]
    return b"".join(b"-" if part is None else b"%d:%s," % (len(part), part) for part in data)


def leaf(entry):
    return hashlib.sha256(netstrings("entry", [entry[name] for name in ENTRY])).digest()


def root(checkpoint):
    leaves = hashlib.sha256(bytes.fromhex(checkpoint["leaves"])).hexdigest()  # of the concatenated leaves
    return hashlib.sha256(netstrings("checkpoint", [{**checkpoint, "leaves": leaves}[n] for n in CHECKPOINT])).digest()


def link(checkpoint):  # what the next one names as `previous`
    return hashlib.sha256(bytes.fromhex(checkpoint["root"] + checkpoint["signature"])).hexdigest()


def canonical(value):
    """JSON with one spelling: keys sorted, ASCII, whole numbers without a point. PostgreSQL may respell numbers."""
    whole = json.loads(json.dumps(value), parse_float=lambda x: int(float(x)) if float(x).is_integer() else float(x))
    return json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()


def commitment(salt, detail):
    return hashlib.sha256(salt + canonical(detail)).digest()


# One Ed25519 signature (RFC 8032), for want of a library. A point is (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def _add(a, b):
    m, n = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    t, z = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    return (n - m) * (z - t) % P, (z + t) * (n + m) % P, (z - t) * (z + t) % P, (n - m) * (n + m) % P


def _times(scalar, point):
    half = _times(scalar >> 1, _add(point, point)) if scalar > 1 else (0, 1, 1, 0)
    return _add(half, point) if scalar & 1 else half


def _point(data):
    """The point that these 32 bytes encode, or None."""
    y, odd = int.from_bytes(data, "little") & (2**255 - 1), int.from_bytes(data, "little") >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    on_curve = len(data) == 32 and y < P and x * x % P == square and (x or not odd)
    x = P - x if x & 1 != odd else x
    return (x, y, 1, x * y % P) if on_curve else None


def signed(public, message, signature):
    """Whether `signature` of `message` was made with the key whose public half is `public` (32 bytes)."""
    key, r, s = _point(public), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if not key or not r or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    base = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    a, b = _times(s, base), _add(r, _times(h, key))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


class Check:
    """Reads an export in order; `answer` has the verdict. `keys`: key id -> 32 bytes."""

    def __init__(self, keys):
        self.keys, self.problems, self.gaps, self.restores, self.roots, self.last = keys, [], [], [], {}, None
        self.waiting, self.erased, self.may_be_erased = [], set(), set()
        self.events = self.sealed = self.held = 0

    def expect(self, true, otherwise):
        self.problems += [] if true else [otherwise]

    def entry(self, entry):
        self.events += 1
        self.waiting.append((entry["id"], leaf(entry).hex(), entry["at"]))
        if entry["salt"] is None and entry["detail"] == BLANK:
            self.erased.add(entry["id"])
        elif commitment(bytes.fromhex(entry["salt"] or ""), entry["detail"]).hex() != entry["commitment"]:
            self.problems.append(f"Entry {entry['id']}: its details are not the ones that were written.")
        elif entry["event"] == ERASE:
            self.may_be_erased.update(entry["detail"]["facts"]["entries"])

    def checkpoint(self, new):
        name, last, waiting = f"Checkpoint {new['number']} of {moment(new['at'])}", self.last, self.waiting
        self.last, self.waiting, self.roots[new["number"]] = new, [], (new["root"], new["signature"])
        sealed, found = re.findall(".{64}", new["leaves"]), [leaf for _, leaf, _ in waiting]
        gone, known = len(set(sealed) - set(found)), set(sealed)
        strange = ", ".join([str(pk) for pk, leaf, _ in waiting if leaf not in known][:20]) or "none"
        told = f"{name} sealed {len(sealed)} entries, {gone} are not there; not as sealed: {strange}."
        self.expect(found == sealed and new["count"] == len(found), told)
        self.sealed += len(sealed)
        before, chained = (last["number"], link(last)) if last else (0, NOTHING)
        whole = new["previous"] == chained and new["root"] == root(new).hex()
        self.expect(whole, f"{name} was changed, or is not the one that followed checkpoint {before}.")
        if last and new["at"] - last["at"] > SILENCE:
            self.gaps.append({"from": moment(last["at"]), "to": moment(new["at"])})
        if new["kind"] == "restore":
            self.restores.append({"number": new["number"], "at": moment(new["at"]), **json.loads(new["statement"])})
            before = max(before, self.restores[-1]["lost_to"])
        self.expect(new["number"] == before + 1, f"{name} comes after {before}: checkpoints between them are missing.")

    def anchors(self, kept):
        """Compare with the roots kept outside. `kept` is the anchors file or saved mails: only anchors are read."""
        known = ANCHOR.findall(kept)
        self.expect(known, "There is no anchor in the file of anchors.")
        for text, at, anchored, _, signature in known:
            number, here = int(text), self.roots.get(int(text))
            # Of checkpoints lost in a declared restore the last is named by its root.
            lost = [r["lost_from"] <= number < r["lost_to"] or r["lost_root"] == anchored for r in self.restores]
            self.expect(here or any(lost), f"Checkpoint {number}, anchored at {at}, is not in the ledger.")
            self.expect(here in (None, (anchored, signature)), f"Checkpoint {number} is not the one anchored at {at}.")

    def answer(self):
        last, wrong = self.last, sorted(self.erased - self.may_be_erased)
        self.expect(self.held == self.events, f"{self.events} entries were read, the ledger holds {self.held}.")
        self.expect(last or not self.events, "Nothing of this ledger was ever sealed.")
        if last is not None:
            key, sealed, signature = last["key"], bytes.fromhex(last["root"]), bytes.fromhex(last["signature"])
            genuine = signed(self.keys.get(key, b""), sealed, signature)
            self.expect(genuine, f"Checkpoint {last['number']}, the last, is not signed with a known key.")
            forgotten = [pk for pk, _, at in self.waiting if at < last["at"] - FORGOTTEN]
            self.expect(not forgotten, f"Entries {forgotten[:20]} were never sealed.")
        self.expect(not wrong, f"Entries {wrong[:20]}: their details were removed without a record of erasure.")
        counts = {"events": self.events, "sealed": self.sealed, "checkpoints": len(self.roots), "ok": not self.problems}
        return counts | {"problems": self.problems, "gaps": self.gaps, "restores": self.restores}


def moment(at):
    """Microseconds since 1970 as ISO text."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at // 1_000_000))


def public_keys(text):
    """Key id -> 32 bytes, from a file with one key in hex a line."""
    keys = [bytes.fromhex(word) for word in re.findall(r"\b[0-9a-f]{64}\b", text)]
    return {hashlib.sha256(key).hexdigest()[:16]: key for key in keys}


def verify(lines, *, keys, anchors=None):
    """The verdict on the lines of an export (dicts). `anchors`: text with anchors, None to do without."""
    check = Check(keys)
    for number, line in enumerate(lines, start=1):
        try:
            check.held = line.get("total")
            for kind in line.keys() & {"entry", "checkpoint"}:
                getattr(check, kind)(line[kind])
        except (KeyError, TypeError, ValueError) as fault:
            check.problems.append(f"Line {number} cannot be read: {fault!r}.")
    if anchors is not None:
        check.anchors(anchors)
    return check.answer()


if __name__ == "__main__":
    with open(sys.argv[1]) as export, open(sys.argv[2]) as kept, open(sys.argv[3]) as public:
        verdict = verify(map(json.loads, export), keys=public_keys(public.read()), anchors=kept.read())
    print(json.dumps(verdict, indent=2))  # noqa: T201
    sys.exit(not verdict["ok"])
