"""What a PDF says about itself: a structural check of its tags, language, title, fonts and text, for the tests.

No PDF/UA validator can be installed from a package index, so these are the parts of the standard that a program can
see; WeasyPrint's own complaints are raised by `sharing.pdf` while the file is made.
"""

import io
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import pikepdf


@dataclass
class Report:
    """What was found; `problems` is empty when the file is as it should be."""

    pages: int = 0
    title: str = ""
    lang: str = ""
    tags: Counter = field(default_factory=Counter)
    headings: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def pdf_check(data: bytes) -> Report:
    """Check a PDF given as bytes and say what is wrong with its structure."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        report = Report(pages=len(pdf.pages), title=str(pdf.docinfo.get("/Title", "")))
        report.lang = str(pdf.Root.get("/Lang", ""))
        report.problems += [problem for found, problem in _document_facts(pdf, report) if not found]
        if "/StructTreeRoot" in pdf.Root:
            _walk(pdf.Root.StructTreeRoot.K, report)
        report.problems += _heading_problems(report.headings)
        report.problems += [f"page {n}: {problem}" for n, page in enumerate(pdf.pages, 1) for problem in _page(page)]
    return report


def _document_facts(pdf, report):
    root = pdf.Root
    with pdf.open_metadata() as metadata:
        part = metadata.get("pdfuaid:part")
    yield report.lang.startswith("en"), "no language"
    yield report.title, "no title"
    yield "/MarkInfo" in root and bool(root.MarkInfo.get("/Marked", False)), "not marked as tagged"
    yield "/StructTreeRoot" in root, "no structure tree"
    yield bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)), "title is not shown"
    yield str(part) == "1", "does not say PDF/UA-1"
    yield "/Names" not in root or "/EmbeddedFiles" not in root.Names, "carries an attached file"
    yield "/OpenAction" not in root and "/AA" not in root, "does something when opened"


def _walk(node, report):
    if isinstance(node, pikepdf.Array):
        for kid in node:
            _walk(kid, report)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        _note(node, str(node.S)[1:], report)
        if "/K" in node:
            _walk(node.K, report)


def _note(node, tag, report):
    report.tags[tag] += 1
    if tag == "Figure" and not str(node.get("/Alt", "")):
        report.problems.append("a figure without words")
    if tag in {"H1", "H2", "H3", "H4", "H5", "H6"}:
        report.headings.append(int(tag[1]))
    if tag == "Table" and not _has_header(node):
        report.problems.append("a table without header cells")


def _has_header(node):
    if isinstance(node, pikepdf.Array):
        return any(_has_header(kid) for kid in node)
    if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
        return False
    return str(node.S) == "/TH" or ("/K" in node and _has_header(node.K))


def _heading_problems(headings):
    if not headings or headings[0] != 1:
        yield "does not begin with a heading of level 1"
    for before, after in pairwise(headings):
        if after > before + 1:
            yield f"heading level jumps from {before} to {after}"


def _page(page):
    fonts = page.Resources.get("/Font", {}) if "/Resources" in page else {}
    for font in fonts.values():
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        if not any(name in inner.get("/FontDescriptor", {}) for name in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield "a font is not embedded"
    if "/Annots" in page and str(page.get("/Tabs", "")) != "/S":
        yield "tab order does not follow the structure"
