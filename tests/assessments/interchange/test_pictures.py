"""Pictures inside questions: the question's own comes along and goes out again, every other one is named."""

import io
from base64 import b64encode
from xml.sax.saxutils import escape

import pytest
from django.utils import translation
from PIL import Image

from assessments.interchange.api import read_file
from assessments.interchange.export_facts import Outgoing, losses_of
from assessments.interchange.facts import MAX_PICTURES, ReadQuestion
from assessments.interchange.moodle_writer import write_moodle_xml
from assessments.interchange.planning import candidates


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def drawn(shade: int) -> bytes:
    held = io.BytesIO()
    Image.new("L", (4, 3), shade).save(held, "PNG")
    return held.getvalue()


def picture(name: str, alt: str = "") -> str:
    return f'<img src="@@PLUGINFILE@@/{name}" alt="{alt}">'


def said(tag: str, markup: str, *names: str, more: str = "", shade: int | None = None, **attributes: str) -> str:
    """An element of Moodle's, with the files of its pictures beside its text."""
    files = "".join(
        f'<file name="{name}" path="/" encoding="base64">{b64encode(drawn(shade or len(name))).decode()}</file>'
        for name in names
    )
    about = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<{tag} format="html"{about}><text>{escape(markup)}</text>{files}{more}</{tag}>'


def choice(*parts: str, options: tuple[str, str]) -> ReadQuestion:
    """A question of two options, read from a file."""
    right, wrong = options
    body = "".join(parts) + "<single>true</single>" + right + wrong
    text = f'<quiz><question type="multichoice"><name><text>Valo</text></name>{body}</question></quiz>'
    (question,) = read_file(text.encode()).questions
    assert question.refusal == ""
    return question


A_B = f'<file name="a b.png" path="/" encoding="base64">{b64encode(drawn(3)).decode()}</file>'
WORDS = (said("answer", "Pysähdy", fraction="100"), said("answer", "Jatka", fraction="0"))


def test_the_first_picture_of_the_question_comes_and_the_second_is_named():
    both = picture("valo.png", "Punainen valo") + picture("tie.png", "Tie")
    question = choice(said("questiontext", f"<p>Mitä teet?{both}</p>", "valo.png", "tie.png"), options=WORDS)
    assert (question.picture.name, question.picture.content) == ("valo.png", drawn(8))
    assert question.values["picture_alt"] == "Punainen valo"
    assert question.losses == [
        "The picture “tie.png” does not come along: a question has one picture, and another one comes."
    ]


def test_the_next_picture_comes_when_the_first_is_not_in_the_file():
    both = picture("poissa.png") + picture("tie.png", "Tie")
    question = choice(said("questiontext", f"Mitä teet?{both}", "tie.png"), options=WORDS)
    assert question.picture.name == "tie.png"
    assert question.losses == [
        "The picture “poissa.png” is not in the file, is broken or is too large. It does not come along."
    ]


def test_a_picture_of_the_explanation_never_stands_above_the_question():
    told = said("generalfeedback", f"Näin se on.{picture('vastaus.png', 'Pysähdy')}", "vastaus.png")
    question = choice(said("questiontext", "Mitä teet?"), told, options=WORDS)
    assert question.picture is None
    assert "picture_alt" not in question.values
    assert question.values["feedback"] == "Näin se on."
    assert question.losses == ["The picture “vastaus.png” in feedback, a hint or advice does not come along."]


def test_each_option_takes_its_picture_along_and_one_without_words_is_numbered():
    options = (
        said("answer", picture("a.png", "Punainen kolmio"), "a.png", fraction="100"),
        said("answer", f"Neliö {picture('bb.png')}{picture('c.png')}", "bb.png", "c.png", fraction="0"),
    )
    question = choice(said("questiontext", "Kumpi on varoitus?"), options=options)
    first, second = (one["value"] for one in question.values["options"])
    assert (first["text"], first["picture_alt"], first["picture"].content) == ("Kuva 1", "Punainen kolmio", drawn(5))
    assert (second["text"], second["picture"].name) == ("Neliö", "bb.png")
    assert "picture_alt" not in second
    assert question.picture is None
    assert question.losses == [
        "The picture “c.png” does not come along: an option has one picture, and another one comes."
    ]


def test_an_option_whose_picture_is_not_in_the_file_becomes_what_is_told_of_it():
    options = (said("answer", picture("a.png", "Punainen kolmio"), fraction="100"), WORDS[1])
    question = choice(said("questiontext", "Kumpi on varoitus?"), options=options)
    assert question.values["options"][0]["value"] == {"text": "Punainen kolmio", "correct": True}
    assert question.losses == [
        "The picture “a.png” is not in the file, is broken or is too large. It does not come along.",
        "What is told of a picture stands in its place: “Punainen kolmio”.",
    ]


def test_a_picture_of_a_thing_to_pair_is_named():
    thing = said("subquestion", f"Valo {picture('a.png')}", "a.png", more="<answer><text>Punainen</text></answer>")
    body = said("questiontext", "Yhdistä.") + thing
    (question,) = read_file(f'<quiz><question type="matching">{body}</question></quiz>'.encode()).questions
    assert question.losses == ["The picture “a.png” of an answer does not come along: here such an answer is words."]


def test_one_question_asked_of_two_pictures_is_two_questions():
    """Their words are the same, and neither has an id of its own."""
    asked = [said("questiontext", f"Mikä?{picture(name, 'Merkki')}", name) for name in ("a.png", "toinen.png")]
    one, other = (f'<question type="multichoice">{stem}{"".join(WORDS)}</question>' for stem in asked)
    first, second, third = read_file(f"<quiz>{one}{other}{one}</quiz>".encode()).questions
    assert candidates(first) == candidates(third) != candidates(second)


def test_pictures_of_options_go_out_and_come_in_again_equal():
    words = f"Kolmio {picture('a%20b.png', 'Punainen &quot;kolmio&quot;')}"
    first_one = said("answer", words, fraction="100", more=A_B)
    options = (first_one, said("answer", picture("bb.png", "Neliö"), "bb.png", fraction="0"))
    first = choice(said("questiontext", "Kumpi?"), options=options)
    out = Outgoing("k", first.kind, first.title, "", (), first.values)
    (again,) = read_file(write_moodle_xml([out]).text.encode()).questions
    assert (again.values, again.losses) == (first.values, [])
    assert losses_of(out, "Moodle XML") == []
    assert losses_of(out, "GIFT") == ["Pictures of its options do not go along."]


def test_a_picture_of_one_options_feedback_is_named():
    more = said("feedback", f"Oikein.{picture('hyva.png')}", "hyva.png")
    options = (said("answer", "Pysähdy", fraction="100", more=more), WORDS[1])
    question = choice(said("questiontext", "Mitä teet?"), options=options)
    assert question.values["options"][0]["value"]["feedback"] == "Oikein."
    assert question.losses == ["The picture “hyva.png” in feedback, a hint or advice does not come along."]


def test_a_recording_that_one_would_open_from_the_question_is_named():
    link = '<a href="@@PLUGINFILE@@/ohjeet/hyv%C3%A4%20huomenta.mp3">Kuuntele</a> ja vastaa.'
    question = choice(said("questiontext", link), options=WORDS)
    assert question.values["stem"] == "Kuuntele ja vastaa."
    assert question.losses == [
        "Bold, links and other formatting do not come along; their text does.",
        "The file “hyvä huomenta.mp3” that its words lead to does not come along.",
    ]


def test_more_pictures_than_a_person_puts_are_not_all_named():
    many = "".join(picture(f"{number}.png") for number in range(MAX_PICTURES + 5))
    question = choice(said("questiontext", f"Mitä teet?{many}"), options=WORDS)
    assert len(question.losses) == MAX_PICTURES + 1
    assert question.losses[0] == "It has more than 10 pictures; one comes along."


def test_a_picture_beside_the_question_as_old_files_have_it_comes_along():
    """Moodle 1, and programs that still write as it did."""
    beside = f"<image>backupdata/valo.png</image><image_base64>{b64encode(drawn(7)).decode()}</image_base64>"
    question = choice(said("questiontext", "Mitä teet?"), beside, options=WORDS)
    assert (question.picture.name, question.picture.content) == ("valo.png", drawn(7))
    broken = choice(said("questiontext", "Mitä teet?"), "<image_base64>!</image_base64>", options=WORDS)
    assert broken.picture is None
    assert broken.losses == ["The picture “?” is not in the file, is broken or is too large. It does not come along."]


def test_what_came_goes_out_and_comes_in_again_equal():
    stem = said("questiontext", f"<p>Mitä teet?</p>{picture('valo.png', 'Punainen valo')}", "valo.png")
    first = choice(stem, options=WORDS)
    out = Outgoing("k", first.kind, first.title, "", (), first.values, picture=first.picture)
    (again,) = read_file(write_moodle_xml([out]).text.encode()).questions
    assert again.picture == first.picture
    assert again.values["picture_alt"] == first.values["picture_alt"]
    assert again.losses == []


def test_in_gift_pictures_of_the_question_and_of_its_options_come():
    data = f"data:image/png;base64,{b64encode(drawn(9)).decode()}".replace("=", "\\=").replace(":", "\\:")
    shown = f'<img src\\="{data}" alt\\="Valo">'
    own, answers = (
        f"::a:: [html]Mitä teet? {shown} {{=Pysähdy ~Jatka}}",
        f"::b:: [html]Mitä teet? {{=Pysähdy {shown} ~Jatka}}",
    )
    with_own, without = read_file(f"{own}\n\n{answers}\n".encode()).questions
    assert (with_own.picture.content, with_own.values["picture_alt"], with_own.losses) == (drawn(9), "Valo", [])
    assert (without.picture, without.losses) == (None, [])
    assert without.values["options"][0]["value"]["picture"].content == drawn(9)
