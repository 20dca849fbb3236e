"""The virtual environment and the Python packages, every one by version and hash."""

import platform
import shutil
import subprocess
import sys

from bootstrap import system
from bootstrap.step import PYTHON, ROOT, VENV, Stamp, StepFailed, need_space, run, say, works

UV = VENV / PYTHON.parent.name / "uv"


def install(name="requirements.txt"):
    """Make the environment if it is missing or broken and install the packages of the locked list `name`."""
    make_environment()
    stamp = Stamp(VENV / ".stamps" / name, ROOT / name, ROOT / "requirements-uv.txt", python_here())
    if stamp.fits:
        return
    need_space(1500)
    say("Installing the Python packages …")
    if not works([UV, "--version"]):
        install_by_pip("requirements-uv.txt")
    asked = [UV, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", name]
    if not works(asked):  # pip knows this machine's own mirrors, which uv may not
        install_by_pip(name)
    stamp.set()


def install_by_pip(name):
    asked = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", name]
    run(asked, f"The packages of {name} could not be installed; is there a connection to a package index?")


def make_environment():
    if works([PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]):
        return
    if VENV.is_symlink():
        raise StepFailed(f"{VENV} is a link to an environment that does not work: remove the link and try again.")
    if VENV.exists():
        say("The virtual environment does not work any more: making it again …")
        shutil.rmtree(VENV)
    if not works([sys.executable, "-m", "ensurepip", "--version"]):
        system.install(["python3-venv"], "Python's venv module", "sudo apt-get install python3-venv")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if done.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise StepFailed(f"The virtual environment could not be made: {(done.stderr or done.stdout).strip()}")


def python_here():
    return f"{platform.python_version()} {platform.machine()} {platform.system()}"
