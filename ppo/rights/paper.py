"""The pack on paper and for machines, and the letters. Nothing kept back goes into either, not even as a number."""

import hashlib
import io
import json
from dataclasses import dataclass

import pikepdf

from sharing.pdf import pdf_from_template

PACK, LETTER = "pdf/subject_access.html", "pdf/subject_letter.html"


@dataclass(frozen=True)
class Chapter:
    """What one agency gives. `regime` and `grounds` as objects of `ppo.rights.grounds`."""

    agency: object
    regime: object
    items: tuple
    grounds: tuple

    @property
    def groups(self):
        """(title, items) in their order."""
        found = {}
        for item in self.items:
            found.setdefault(item.title, []).append(item)
        return list(found.items())


def pack_pdf(*, reference, name, scheme, chapters, on):
    """The pack as a tagged PDF. Its title, and what the file says of itself, name nobody and no agency."""
    context = {"reference": reference, "name": name, "scheme": scheme, "chapters": chapters, "on": on}
    return pdf_from_template(PACK, context)


def pack_json(*, reference, name, scheme, chapters, on):
    """The same for machines: one JSON document, UTF-8, keys in a fixed order."""
    told = {
        "reference": reference,
        "made_on": on.isoformat(),
        "scheme": scheme.name,
        "name": name,
        "controllers": [
            {
                "agency": chapter.agency.name,
                "law": chapter.regime.label,
                "kept_back": [{"why": ground.told, "law": ground.law} for ground in chapter.grounds],
                "records": [_record(item) for item in chapter.items],
            }
            for chapter in chapters
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _record(item):
    record = {"kind": item.label, "title": item.title, "fields": {line.name: line.kept for line in item.lines}}
    earlier = {
        line.name: [[day.isoformat(), said] for day, said in line.earlier] for line in item.lines if line.earlier
    }
    if earlier:
        record["earlier"] = earlier
    if item.gone_on:
        record["removed_on"] = item.gone_on.isoformat()
    return record


def letter_pdf(*, reference, name, address, scheme, agency, on, chapters=()):
    """The letter that goes with a pack; without chapters the one letter for everybody to whom nothing is given, whether
    nothing is held or what is held must not be spoken of."""
    context = {"reference": reference, "name": name, "address": address, "scheme": scheme, "agency": agency, "on": on}
    return pdf_from_template(LETTER, context | {"chapters": chapters})


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def pages(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)
