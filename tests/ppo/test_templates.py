"""Every template reads, and every file a template asks for is there: a missing one would be a fault only on that page."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
NAMES = sorted(str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.*"))


@pytest.mark.parametrize("name", NAMES)
def test_it_reads(name):
    engines["jinja2"].get_template(name)


def test_every_static_file_asked_for_is_there():
    asked = {
        (name, path) for name in NAMES for path in re.findall(r'static\("([^"]+)"\)', (TEMPLATES / name).read_text())
    }
    assert asked
    assert [(name, path) for name, path in sorted(asked) if finders.find(path) is None] == []


def test_every_module_a_script_imports_is_there():
    scripts = [Path(finders.find(name)) for name in ("app.js", "passkey.js")]
    asked = {
        (script.name, path)
        for script in scripts
        for path in re.findall(r'(?:from|import)[ (]"(\./[^"]+)"', script.read_text())
    }
    assert len(asked) == 2
    assert [one for one in asked if finders.find(one[1].removeprefix("./")) is None] == []
