"""The text layer of a PDF, for tests that look for words in it."""

import subprocess


def text_of(data):
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())
