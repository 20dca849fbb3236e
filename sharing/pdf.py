"""PDF files: one place where HTML becomes a marked, tagged PDF, and nothing from outside gets in.

WeasyPrint is imported inside the functions, so that the product starts and serves pages without Pango; only making
a PDF needs it. Rendering is pure Python and takes about 0.2 s a page: call it from a worker process, not a web thread.
"""

import functools
import hashlib
import logging
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

STYLE = "pdf/pdf.css"
SVG = "{http://www.w3.org/2000/svg}"
PANGO_MISSING = (
    "PDF output needs Pango, which is missing on this machine. Debian or Ubuntu: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation. macOS: brew install pango."
)


class PdfUnavailable(RuntimeError):
    """The machine lacks the system libraries for PDF files; the message says which to install."""


class PdfRefused(ValueError):
    """The HTML would have made a faulty PDF: no language, an image without words, or an address to fetch."""


def pdf_from_template(template: str, context: dict) -> bytes:
    """Render a template below `templates/pdf/` to a PDF; see `pdf_from_html`."""
    return pdf_from_html(render_to_string(template, context))


def pdf_from_html(html: str) -> bytes:
    """Turn a whole HTML document into a PDF/UA-1 file, styled by `static/pdf/pdf.css`.

    The document carries `lang`, a `<title>`, and on `<body>` the page furniture: `data-marking` (top left of every
    page), `data-for` (top right) and `data-foot` (bottom left). The same HTML gives the same bytes, on any day.
    Raises PdfRefused where WeasyPrint reports an error, and PdfUnavailable where Pango is missing.
    """
    try:
        import weasyprint
    except OSError as missing:
        raise PdfUnavailable(PANGO_MISSING) from missing

    tools = _tools()
    identifier = hashlib.sha256(_style_source().encode() + html.encode()).hexdigest()[:32].encode()
    with _errors_raised():
        document = weasyprint.HTML(string=html, url_fetcher=tools.fetcher)
        _charts_have_words(document)
        return document.write_pdf(
            stylesheets=[tools.style], font_config=tools.fonts, pdf_variant="pdf/ua-1", pdf_identifier=identifier
        )


class _Tools(NamedTuple):
    style: Any
    fonts: Any
    fetcher: Any


def _style_source() -> str:
    return Path(finders.find(STYLE)).read_text(encoding="utf-8")


@functools.cache
def _tools() -> _Tools:
    """Parsed stylesheet, fonts and fetcher, made once a process: an eighth of the time of a short document."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    class FetchNothing(URLFetcher):
        """No address is ever followed: not http, not file, not data."""

        def fetch(self, url, headers=None):
            raise ValueError(f"a PDF fetches nothing, and was asked for {url[:80]}")

    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # a line a page otherwise
    fonts, fetcher = FontConfiguration(), FetchNothing()
    return _Tools(CSS(string=_style_source(), font_config=fonts, url_fetcher=fetcher), fonts, fetcher)


def _charts_have_words(document):
    """The one fault WeasyPrint does not report: an `<svg>` without a `<title>` has nothing to be read out."""
    for chart in document.etree_element.iter(f"{SVG}svg"):
        if not (chart.findtext(f"{SVG}title") or "").strip():
            raise PdfRefused("a chart has no title to be read out")


class _Errors(logging.Handler):
    """Collects the errors WeasyPrint logs in this thread: it writes the faulty file and only mentions the fault."""

    def __init__(self):
        super().__init__(level=logging.ERROR)
        self.thread = threading.get_ident()
        self.lines = []

    def emit(self, record):
        if record.thread == self.thread:
            self.lines.append(record.getMessage())


@contextmanager
def _errors_raised():
    log, errors = logging.getLogger("weasyprint"), _Errors()
    log.addHandler(errors)
    try:
        yield
    finally:
        log.removeHandler(errors)
    if errors.lines:
        raise PdfRefused("; ".join(errors.lines))
