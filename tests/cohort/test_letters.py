"""Letters to the person: written, seen, put on paper, handed over, and never changed from then on."""

import io
from datetime import timedelta

import pikepdf
import pytest

from cohort.models import Letter, LetterWording, Membership
from sharing.looking import looking_as_system
from sharing.models import LedgerEntry
from tests.pages import words
from tests.pdfcheck import pdf_check
from tests.world import client_of

WHY = "You were charged with 9 offences in a year."


@pytest.fixture
def membership(world):
    with looking_as_system():
        return Membership.objects.get(person=world.person)


@pytest.fixture
def letter(world, membership):
    """A letter that Alice of probation wrote today."""
    answer = write(world, world.alice)
    assert answer.status_code == 302, words(answer)
    with looking_as_system():
        return Letter.objects.get(membership=membership)


def write(world, user, **typed):
    fields = {"why": WHY, "language": "en", **typed}
    return client_of(user).send(f"/people/{world.person.key}/letter/", fields)


def text_of(data, page=0):
    """(text, bottom of the lowest line in points from the top) of the words in the first fold."""
    import subprocess
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        run = ["pdftotext", "-f", "1", "-l", "1", "-x", "0", "-y", "0", "-W", "595", "-H", "281", file.name, "-"]
        return subprocess.run(run, capture_output=True, text=True, check=True).stdout


def test_the_letter_says_why_what_and_how_to_come_off(world, letter):
    page = words(client_of(world.hal).get(letter.get_absolute_url()))
    for said in (
        "Dear Jordan", WHY, "The police will look out for you more.", "A worker who knows you: Alice Reed, 01632 960002.",
        "Go 6 months without being arrested.", "Everyone who works with you can see:", "You can complain.",
        "Ring Northside Police: 01632 960001.", "Meet your worker four times a week.",
    ):  # fmt: skip
        assert said in page, said
    assert "ntelligence" not in page
    assert LedgerEntry.objects.get(event="letter_write", operation="alteration").facts == {
        "kind": "brought_on",
        "language": "en",
    }


def test_the_form_begins_with_the_persons_own_charges(world):
    page = client_of(world.pete).get(f"/people/{world.person.key}/letter/").content.decode()
    assert "You were charged with" in page or 'name="why"' in page


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("", "Enter why the person was chosen."),
        ("We have intelligence.", "Take out “intelligence”"),
        ("You did this and that and then you did more and more and more of it.", "Make this shorter than 15 words"),
    ],
)
def test_what_the_person_should_not_read_is_refused(world, why, said):
    answer = write(world, world.alice, why=why)
    assert answer.status_code == 200
    assert said in words(answer)
    with looking_as_system():
        assert not Letter.objects.exists()


@pytest.mark.parametrize("large", [False, True])
def test_the_file_is_accessible_and_its_first_fold_names_no_scheme(world, letter, large):
    with looking_as_system():
        Letter.objects.filter(pk=letter.pk).update(large_print=large)
    answer = client_of(world.alice).get(f"{letter.get_absolute_url()}print/")
    report = pdf_check(answer.content)
    assert report.problems == []
    assert (report.title, report.headings[0]) == ("A letter for you", 1)
    assert set(report.headings[1:]) == {2}

    fold = text_of(answer.content)
    assert "Jordan Ellis" in fold
    outside = (fold + report.title + answer["Content-Disposition"]).lower()
    assert [name for name in ("scheme", "northside", "ppo", "police", "offender", "list") if name in outside] == []
    with pikepdf.open(io.BytesIO(answer.content)) as pdf, pdf.open_metadata() as told:
        assert "scheme" not in str(told).lower()
        assert str(pdf.docinfo.get("/Author")) == "The team that works with you"
    line = LedgerEntry.objects.filter(event="letter_download", operation="disclosure").get()
    assert line.people == [world.person.pk]


def test_letters_are_at_least_14_point(world, letter):
    """Every size of type used on the page, as the file has it."""
    from django.template.loader import render_to_string
    from weasyprint import HTML

    from cohort import letters
    from sharing.pdf import _tools

    with looking_as_system():
        html = render_to_string("pdf/letter.html", letters.paper(letter))
    document = HTML(string=html).render(stylesheets=[_tools().style], font_config=_tools().fonts)
    sizes = set()

    def walk(box):
        if getattr(box, "text", None):
            sizes.add((round(box.style["font_size"] * 0.75, 2), box.text))
        for child in getattr(box, "children", ()):
            walk(child)

    for page in document.pages:
        for box in page._page_box.children:
            if box.element_tag == "html":
                walk(box)
    assert [one for one in sorted(sizes) if one[0] < 14] == []


def test_whoever_meets_the_person_hands_it_over_once(world, letter):
    hand = f"{letter.get_absolute_url()}given/"
    given = {"given_on": world.today.strftime("%d/%m/%Y"), "read_together": "yes", "version": 1}
    early = given | {"given_on": (world.today - timedelta(days=1)).strftime("%d/%m/%Y")}
    assert "The letter was written later than that." in words(client_of(world.hal).send(hand, early))

    assert client_of(world.hal).send(hand, given).status_code == 302  # of housing; probation wrote it
    with looking_as_system():
        letter.refresh_from_db()
    assert (letter.given_on, letter.given_by_id, letter.read_together) == (world.today, world.hal.pk, True)
    page = words(client_of(world.dora).get(f"/people/{world.person.key}/membership/"))
    assert "Given to Jordan on" in page
    assert "by Hal Osei. Read together." in page

    assert write(world, world.alice, why="Other words.").url == letter.get_absolute_url()
    with looking_as_system():
        assert Letter.objects.get(pk=letter.pk).text == letter.text


def test_written_again_before_it_is_given_it_is_the_same_letter(world, letter):
    assert write(world, world.dora, why="You stole 4 bikes.", large_print="on").status_code == 302
    with looking_as_system():
        (again,) = Letter.objects.all()
    assert (again.pk, again.version, again.large_print, again.written_by_id) == (letter.pk, 2, True, world.dora.pk)
    assert "You stole 4 bikes." in again.text
    hand = f"{letter.get_absolute_url()}given/"
    fields = {"given_on": world.today.strftime("%d/%m/%Y"), "read_together": "no", "version": 1}
    client_of(world.alice).send(hand, fields)  # opened before it was written again
    with looking_as_system():
        assert Letter.objects.get().given_on is None


def test_who_leaves_gets_the_other_letter(world, membership):
    with looking_as_system():
        Membership.objects.filter(pk=membership.pk).update(
            deselected_on=world.today, deselection_criterion="stopped_offending"
        )
    form = client_of(world.alice).get(f"/people/{world.person.key}/letter/").content.decode()
    assert "You have not been arrested for a long time." in form
    assert write(world, world.alice, goes_on="Sam will help you until June.").status_code == 302
    with looking_as_system():
        letter = Letter.objects.get()
    assert letter.kind == "leaving"
    assert "Sam will help you until June." in letter.text


def test_a_nominee_gets_no_letter(world, membership):
    with looking_as_system():
        Membership.objects.filter(pk=membership.pk).update(selected_on=None, tier="")
    assert client_of(world.alice).get(f"/people/{world.person.key}/letter/").status_code == 404


def test_who_does_not_meet_the_person_finds_no_letter(world, letter):
    for address in ("", "print/", "given/"):
        assert client_of(world.bob).get(f"{letter.get_absolute_url()}{address}").status_code == 404


def test_the_schemes_own_words(world, letter):
    words_of = "/letters/words/brought_on/en/"
    dora = client_of(world.dora)
    text = letter_text() + "\n\nBring this letter with you."
    looked = words(dora.send(words_of, {"text": text, "look": "yes"}))
    assert "Bring this letter with you." in looked
    assert "Every sentence is short enough." in looked
    assert not LetterWording.objects.exists()

    assert "Nothing is filled in for {nobody}" in words(
        dora.send(words_of, {"text": "{nobody}", "save": "1", "reason": "x"})
    )
    assert dora.send(words_of, {"text": text, "save": "yes", "reason": "People forgot it"}).status_code == 302
    assert LetterWording.objects.get().number == 1
    with looking_as_system():
        assert "Bring this letter" not in Letter.objects.get().text  # what was written keeps its words
    write(world, world.alice)
    with looking_as_system():
        assert "Bring this letter with you." in Letter.objects.get().text


def test_markup_in_what_is_typed_stays_text(world, letter):
    write(world, world.alice, why="You took <b>9</b> bikes {name}.")
    page = client_of(world.alice).get(letter.get_absolute_url()).content.decode()
    assert "You took &lt;b&gt;9&lt;/b&gt; bikes {name}." in page


def test_a_language_without_words_cannot_be_chosen(world):
    assert "Select a valid choice" in words(write(world, world.alice, language="pl"))


def letter_text():
    from cohort.letters import shipped

    return shipped()["brought_on", "en"]
