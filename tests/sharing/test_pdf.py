"""PDF files: tagged, marked on every page, the same bytes for the same content, and nothing fetched."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import jinja2
import pytest
from django.conf import settings

from sharing.pdf import PdfRefused, pdf_from_html
from tests.pdfcheck import pdf_check

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>A pack</title></head>
<body data-marking="OFFICIAL-SENSITIVE" data-for="Copy 3 of 7" data-foot="Wakefield PPO scheme">
<main><h1>A pack</h1><p>Ælfric O’Dea</p><table><caption>Numbers</caption><thead><tr><th>What</th><th>How many</th></tr>
</thead><tbody>{rows}</tbody></table>{more}</main></body></html>"""


def page(rows=1, more=""):
    return PAGE.format(rows="<tr><th>Actions</th><td>4</td></tr>" * rows, more=more)


def text_of(data):
    """The text of each page, as a reader would copy it."""
    out = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return out.stdout.decode().split("\f")[:-1]


def test_a_pdf_is_tagged_and_says_so():
    report = pdf_check(pdf_from_html(page()))

    assert report.problems == []
    assert report.title == "A pack"
    assert report.tags["Table"] == 1
    assert report.tags["TH"] == 3


def test_every_page_is_marked_and_numbered():
    pages = text_of(pdf_from_html(page(rows=200)))

    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert "OFFICIAL-SENSITIVE" in text
        assert "Copy 3 of 7" in text
        assert "Wakefield PPO scheme" in text
        assert f"Page {number} of {len(pages)}" in text


def test_the_same_content_gives_the_same_bytes():
    first = pdf_from_html(page())
    time.sleep(1.1)  # a stamped time would have moved on by a second

    assert pdf_from_html(page()) == first
    assert pdf_from_html(page(rows=2)) != first


@pytest.mark.parametrize(
    "more",
    [
        '<img alt="a cat" src="http://127.0.0.1:9/cat.png">',
        '<img alt="a cat" src="file:///etc/hostname">',
        '<img alt="a cat" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<svg role="img" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>',
    ],
    ids=["network", "file", "data", "attachment", "figure without words"],
)
def test_what_would_make_a_faulty_file_is_refused(more):
    with pytest.raises(PdfRefused):
        pdf_from_html(page(more=more))


def test_a_style_cannot_fetch_either():
    with pytest.raises(PdfRefused):
        pdf_from_html(page(more='<p style="background: url(file:///etc/hostname)">x</p>'))


def test_the_check_sees_a_file_without_tags():
    import weasyprint

    report = pdf_check(weasyprint.HTML(string=page()).write_pdf())

    assert "not marked as tagged" in report.problems
    assert "does not say PDF/UA-1" in report.problems


def test_two_threads_do_not_see_each_others_faults():
    """A worker may render in threads: the fault of one file is not the fault of another."""
    with ThreadPoolExecutor(4) as pool:
        good = [pool.submit(pdf_from_html, page(rows=20)) for _ in range(4)]
        bad = [pool.submit(pdf_from_html, page(more='<img src="http://127.0.0.1:9/">')) for _ in range(4)]

    assert len({job.result() for job in good}) == 1
    for job in bad:
        with pytest.raises(PdfRefused):
            job.result()


def test_a_template_of_ours_extends_the_base():
    environment = jinja2.Environment(autoescape=True, loader=jinja2.FileSystemLoader(settings.BASE_DIR / "templates"))
    template = environment.from_string(
        '{% extends "pdf/base.html" %}{% block title %}Letter{% endblock %}{% block marking %}OFFICIAL{% endblock %}'
        "{% block content %}<h1>{{ name }}</h1>{% endblock %}"
    )
    data = pdf_from_html(template.render(name="<script>O’Dea</script>"))

    assert pdf_check(data).problems == []
    assert "OFFICIAL" in text_of(data)[0]
    assert "<script>O’Dea</script>" in text_of(data)[0]
