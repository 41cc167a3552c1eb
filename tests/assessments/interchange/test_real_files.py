"""Shapes of files that real systems and people write: what is meant comes through, and what cannot is told."""

import pytest
from django.utils import translation

from assessments.interchange.api import MAX_BYTES, UnusableFile, read_file
from assessments.interchange.facts import MAX_PLAIN, ReadQuestion


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def moodle(kind: str, body: str, stem: str = "Mitä?") -> ReadQuestion:
    said = f"<questiontext format='html'><text><![CDATA[{stem}]]></text></questiontext>"
    (question,) = read_file(f"<quiz><question type='{kind}'>{said}{body}</question></quiz>".encode()).questions
    return question


def answer(share: int, text: str) -> str:
    return f"<answer fraction='{share}'><text>{text}</text></answer>"


def test_pictures_may_be_large_and_texts_may_not():
    file = f'<file name="a.png" path="/" encoding="base64">{"A" * (MAX_PLAIN + 1)}</file>'
    question = moodle("essay", file)
    assert (question.values["stem"], question.refusal) == ("Mitä?", "")
    with pytest.raises(UnusableFile, match="at most 5 MB are read at a time"):
        read_file(b"::a:: Mit\xc3\xa4? {}\n" * (MAX_PLAIN // 8))
    with pytest.raises(UnusableFile, match="at most 15 MB"):
        read_file(b"<quiz>" + b" " * MAX_BYTES)


@pytest.mark.parametrize("declared", ["utf-8", "ISO-8859-1", "windows-1252", "utf-16", "big5"])
@pytest.mark.parametrize("written", ["utf-8", "cp1252"])
def test_letters_are_read_as_they_were_written_whatever_the_file_calls_its_encoding(declared, written):
    text = f'<?xml version="1.0" encoding="{declared}"?><quiz><question type="essay">'
    text += "<questiontext><text>Työkyky, ikä – 5 €</text></questiontext></question></quiz>"
    (question,) = read_file(text.encode(written)).questions
    assert question.values["stem"] == "Työkyky, ikä – 5 €"


def test_braces_in_an_aiken_question_do_not_make_it_gift():
    reading = read_file(b"Mik\xc3\xa4 on {a, b}?\nA) joukko\nB) luku\nANSWER: A\n")
    assert (reading.format, reading.questions[0].values["stem"]) == ("Aiken", "Mikä on {a, b}?")


def test_an_empty_line_among_gift_answers_refuses_both_halves_and_tells_why():
    halves = read_file(b"::t:: Kumpi? {\n=a\n\n~b\n}\n").questions
    assert [one.refusal for one in halves] == [
        "Its answers have no closing brace. An empty line ends a question, also among its answers.",
        "It has a closing brace and no opening one. An empty line ends a question.",
    ]


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        ((100, "true"), (0, "false"), True),
        ((0, "false"), (100, "true"), True),
        ((100, "False"), (0, "True"), False),
        ((100, "Tosi"), (0, "Epätosi"), True),
        ((0, "Tosi"), (100, "Epätosi"), False),
    ],
)
def test_a_verdict_in_another_language_is_known_by_its_place(first, second, holds):
    assert moodle("truefalse", answer(*first) + answer(*second)).values["answer"] is holds


def test_a_statement_without_a_right_verdict_does_not_come():
    question = moodle("truefalse", answer(0, "true") + answer(0, "false"))
    assert question.refusal == "It has no right answer."


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        (
            '<span lang="fi" class="multilang">Mikä</span> <span lang="sv" class="multilang">Vad</span> <b>x</b>',
            "Mikä x",
        ),
        ('<span class="multilang" lang="sv_fi">Vad</span><span class="multilang" lang="fi">Mikä</span>', "Mikä"),
        (
            '<span lang="fi" class="multilang">Mikä</span> <span lang="sv" class="multilang">Vad</span> on '
            '<span lang="sv" class="multilang">lärare</span>?',
            "Mikä on lärare?",
        ),
        ("{mlang sv}Vad{mlang}{mlang fi,en}Mikä {a}{mlang}", "Mikä {a}"),
        ("{mlang sv}Vad{mlang}{mlang en}What{mlang}", "{mlang sv}Vad{mlang}{mlang en}What{mlang}"),
        ('<span lang="sv">Vad</span> on <span lang="fi">Mikä</span>', "Vad on Mikä"),
    ],
)
def test_of_several_languages_the_finnish_text_comes(stem, words):
    question = moodle("essay", "", stem)
    assert question.values["stem"] == words
    told = "It is written in several languages; the Finnish text comes along."
    assert (told in question.losses) is words.startswith("Mikä")


def test_a_word_of_another_language_inside_a_sentence_stays():
    question = moodle("essay", "", 'Mikä on <span lang="sv" class="multilang">lärare</span>?')
    assert (question.values["stem"], question.losses) == ("Mikä on lärare?", [])


@pytest.mark.parametrize("kind", ["MULTICHOICE_HS", "MCVS", "MULTICHOICE_S", "MCH"])
def test_every_way_to_show_a_list_in_a_text_is_a_list(kind):
    question = moodle("cloze", "", f"On {{1:{kind}:=a~%100%b~c}}.")
    (gap,) = question.values["gaps"]
    assert (gap["value"]["answers"], gap["value"]["wrong"]) == ("a", "c")
    assert question.losses == ["A list with several right choices: the first one comes along."]


def test_a_number_in_a_text_is_right_with_a_comma_and_with_a_point():
    (gap,) = moodle("cloze", "", "On {1:NM:=12.50}.").values["gaps"]
    assert gap["value"]["answers"] == "12,5\n12.5\n12.50"


def test_capital_letters_that_had_to_be_right_in_a_gap_are_told():
    question = moodle("cloze", "", "On {1:SAC:=Kela}.")
    assert question.losses == ["Capital letters had to be right; here they make no difference."]
