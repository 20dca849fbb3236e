"""System libraries that no Python package carries: asked for with apt where that is possible, else named exactly."""

import ctypes
import os
import shutil
import subprocess
import sys

from bootstrap.step import PYTHON, ROOT, VENV, Stamp, StepFailed, run, say, works

PRINTING = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation")
# One letter is printed, and its font has to be inside: without any font the page comes out empty and nothing complains.
PRINT_ONE_LETTER = (
    "from weasyprint import HTML;"
    "page = HTML(string='<p style=\"font-family: Arial\">x').write_pdf(uncompressed_pdf=True);"
    "raise SystemExit(0 if b'/FontFile' in page else 3)"
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def install(packages, what, command):
    """Install `packages` with apt as root or with a sudo that does not ask; else say which `command` brings `what`."""
    before = () if hasattr(os, "geteuid") and os.geteuid() == 0 else ("sudo", "-n")
    if shutil.which("apt-get") is None or (before and not works([*before, "true"])):
        raise StepFailed(f"{what} is missing on this machine. Install it and try again: {command}")
    say(f"Installing {what} with apt …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for asked in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([*before, *asked], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise StepFailed(f"{what} could not be installed. Install it and try again: {command}")


def ensure_printing():
    """Pango and a font, for the PDFs."""
    stamp = Stamp(VENV / ".stamps" / "printing", ROOT / "requirements.txt", os.environ.get("FONTCONFIG_FILE", ""))
    if stamp.fits and libraries_load():
        return
    if not prints():
        if sys.platform == "darwin":
            raise StepFailed("PDFs need Pango, which is missing. Install it and try again: brew install pango")
        install(PRINTING, "Pango with a font, for PDFs,", f"sudo apt-get install {' '.join(PRINTING)}")
        run(
            [PYTHON, "-c", PRINT_ONE_LETTER],
            "PDFs can still not be printed after installing Pango and a font.",
            quiet=True,
        )
    stamp.set()


def prints():
    return works([PYTHON, "-W", "ignore", "-c", PRINT_ONE_LETTER])


def libraries_load():
    """A quick look whether what printed once is still there."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0"):
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def ensure_browser():
    """Chromium, for the browser tests: the one CHROMIUM names, one on PATH, or one that Playwright brought."""
    if os.environ.get("CHROMIUM") or any(map(shutil.which, BROWSERS)) or works([PYTHON, "-c", PLAYWRIGHT_HAS_ONE]):
        return
    try:
        install(["chromium"], "Chromium, for the browser tests,", "sudo apt-get install chromium")
    except StepFailed:
        if not works([PYTHON, "-m", "playwright", "install", "chromium"]):
            raise


PLAYWRIGHT_HAS_ONE = (
    "import os; from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: raise SystemExit(not os.path.exists(p.chromium.executable_path))"
)
