"""The demo's mail: over real SMTP into a folder, from there onto a page, and nowhere outside the demo."""

import contextlib
import signal
import smtplib
import socket
import subprocess
import sys
import time
from email.message import EmailMessage

import pytest

from ppo.demo import mail, pages


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    settings.DEMO_MAIL = True
    monkeypatch.setattr(pages, "FOLDER", tmp_path)
    return tmp_path


@contextlib.contextmanager
def server(folder):
    process = subprocess.Popen([sys.executable, "-m", "ppo.demo.mail", str(folder)])
    try:
        until = time.monotonic() + 10
        while not (folder / "port").exists() and time.monotonic() < until:
            time.sleep(0.02)
        yield int((folder / "port").read_text())
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def send(port, subject, text):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "ppo@demo.example", "om1@demo.example", subject
    message.set_content(text)
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.send_message(message)


def test_a_message_is_kept_and_shown(folder, client, db):
    with server(folder) as port:
        send(port, "3 things are due", "Sign in: http://127.0.0.1:8000/\n<script>alert(1)</script>")
    assert not (folder / "port").exists()

    page = client.get("/demo/mail/").content.decode()
    assert "3 things are due" in page
    number = mail.messages(folder)[0].stem
    page = client.get(f"/demo/mail/{number}/").content.decode()
    assert "om1@demo.example" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '<a href="http://127.0.0.1:8000/"' in page


def test_only_the_newest_are_kept(folder):
    for number in range(1, mail.KEEP + 3):
        (folder / f"{number:04}.eml").write_text("Subject: old\n\nold")
    with server(folder) as port:
        send(port, "new", "new")
    kept = mail.messages(folder)
    assert len(kept) == mail.KEEP
    assert mail.read(kept[0])["Subject"] == "new"


@pytest.mark.parametrize("address", ["/demo/mail/", "/demo/mail/1/"])
def test_outside_the_demo_there_is_no_such_page(client, db, settings, address):
    settings.DEMO_MAIL = False
    assert client.get(address).status_code == 404


def test_a_taken_port_is_no_hindrance():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number = taken.getsockname()[1]
        assert mail.free_port(number) != number
