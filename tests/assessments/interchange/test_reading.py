"""Files of other systems, read question by question."""

from pathlib import Path

import pytest
from django.utils.translation import gettext

from assessments.interchange.api import UnusableFile, read_file
from assessments.kinds import KINDS

FILES = Path(__file__).parent / "files"


def said(value):
    """Values without the ids of items."""
    if isinstance(value, dict):
        return {name: said(inner) for name, inner in value.items() if name != "id"}
    return [said(one["value"]) for one in value] if isinstance(value, list) else value


def read(name: str) -> dict:
    return {question.title: question for question in read_file((FILES / name).read_bytes()).questions}


@pytest.fixture
def moodle():
    return read("moodle4.xml")


@pytest.fixture
def gift():
    return read("examples.gift")


def test_a_choice_from_moodle_brings_its_words_place_tags_and_picture(moodle):
    question = moodle["Kuka päättää"]
    assert (question.kind, question.category) == ("single_choice", "Default for TYT26/Moduuli 1")
    assert (question.own_id, question.tags) == ("m1-01", ("Kela", "kuntoutus"))
    assert said(question.values) == {
        "stem": "Kuka päättää ammatillisesta kuntoutuksesta?",
        "picture_alt": "Kolme porrasta",
        "feedback": "Laki kansaneläkelaitoksen kuntoutusetuuksista.",
        "options": [
            {"text": "Kela tai työeläkelaitos", "correct": True, "feedback": "Juuri niin."},
            {"text": "Lääkäri & hoitaja", "correct": False, "feedback": "Vastauksesi on väärin."},
        ],
    }
    picture = question.picture
    assert (picture.name, picture.alt) == ("polku kuva.png", "Kolme porrasta")
    assert picture.content.startswith(b"\x89PNG")
    assert question.losses == [gettext("Bold, links and other formatting do not come along; their text does.")]


def test_a_multiple_choice_tells_that_its_points_and_grade_differ_and_keeps_its_hint(moodle):
    question = moodle["Kaksi oikeaa"]
    assert question.values["hints"] == "Mieti työtä."
    assert [option["value"]["correct"] for option in question.values["options"]] == [True, True, False]
    assert len(question.losses) == 2


def test_a_statement_from_moodle_keeps_its_lines_and_both_feedbacks(moodle):
    assert said(moodle["Väite"].values) == {
        "stem": "Osatyökyvyttömyyseläke on pysyvä.\nAina.",
        "answer": False,
        "feedback_right": "Niin on.",
        "feedback_wrong": "Se voi olla määräaikainen.",
    }


def test_a_short_text_from_moodle_keeps_full_answers_and_tells_of_the_rest(moodle):
    question = moodle["Lyhenne"]
    assert said(question.values) == {
        "stem": "Mikä laitos?",
        "patterns": "Kela\nKansaneläke*",
        "example": "Kela",
        "feedback_right": "Oikein",
        "feedback_wrong": "Ei aivan",
    }
    assert len(question.losses) == 2


def test_a_number_from_moodle_is_written_our_way(moodle):
    values = moodle["Raja"].values
    assert (values["answer"], values["tolerance"], values["unit"]) == ("150,5", "0,5", "päivää")
    assert KINDS["numeric"].mark(values, "150").is_full


def test_pairs_from_moodle_keep_the_choice_that_belongs_to_nothing(moodle):
    values = said(moodle["Parit"].values)
    assert values["pairs"] == [
        {"text": "Nuoren kuntoutus", "match": "Kela"},
        {"text": "Palkkatuki", "match": "Kunta"},
    ]
    assert values["extras"] == [{"text": "Verottaja"}]


def test_pairs_that_share_an_answer_become_groups(moodle):
    question = moodle["Ryhmiin"]
    assert question.kind == "grouping"
    assert said(question.values)["groups"] == [
        {"text": "Ammatillinen", "items": [{"text": "Työkokeilu"}, {"text": "Koulutus"}]},
        {"text": "Lääkinnällinen", "items": [{"text": "Fysioterapia"}]},
    ]


def test_answers_in_a_text_become_gaps(moodle):
    values = said(moodle["Aukot"].values)
    assert values["stem"] == "Täydennä lause."
    assert values["text"] == "Päätöksen tekee [[1]]. Tukea haetaan [[2]] kautta [[3]] päivää ennen."
    assert values["gaps"] == [
        {"gap": "1", "answers": "Kela\nKansaneläkelaitos", "feedback": "Niin"},
        {"gap": "2", "answers": "Työmarkkinatorin", "wrong": "TE-toimiston", "feedback": "Oikein"},
        {"gap": "3", "answers": "30"},
    ]


def test_words_to_choose_into_a_text_become_gaps_with_the_others_of_their_group(moodle):
    values = said(moodle["Sanat"].values)
    assert values["gaps"] == [
        {"gap": "1", "answers": "maksaa", "wrong": "kieltää"},
        {"gap": "2", "answers": "järjestää", "wrong": "lakkaa"},
    ]


def test_the_order_is_the_one_that_the_file_says_not_the_one_it_stands_in(moodle):
    texts = [item["value"]["text"] for item in moodle["Järjestys"].values["items"]]
    assert texts == ["Hoito", "Kuntoutus", "Eläke"]


def test_an_essay_keeps_its_list_as_lines_and_its_guide(moodle):
    question = moodle["Essee"]
    assert question.values == {"stem": "– Kuvaa polku\n– Perustele", "guide": "Kaksi toimijaa"}
    assert len(question.losses) == 1


def test_a_text_to_read_keeps_its_paragraphs(moodle):
    assert moodle["Jarin tilanne"].values == {"stem": "Jarin tilanne", "text": "Jari on 52.\n\nHän on töissä."}


def test_a_kind_without_a_counterpart_is_refused_by_its_name(moodle):
    assert "calculatedsimple" in moodle["Laskettu"].refusal
    assert [one.title for one in moodle.values() if one.refusal] == ["Laskettu"]


def test_a_gift_choice_brings_its_id_tags_feedback_and_category(gift):
    question = gift["Päättäjä"]
    assert (question.own_id, question.tags, question.category) == ("g-1", ("kuntoutus", "laki"), "Moduuli 2")
    assert said(question.values)["options"][1] == {
        "text": "Lääkäri",
        "correct": False,
        "feedback": "Lääkäri antaa lausunnon.",
    }
    assert question.values["feedback"].startswith("Laki 566")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Päättäjä", "single_choice"),
        ("Monta", "multiple_choice"),
        ("Väite", "true_false"),
        ("Työkyvyn _____ alkaa varhain.", "single_choice"),
        ("Sana", "short_text"),
        ("Raja", "numeric"),
        ("Väli", "numeric"),
        ("Parit", "matching"),
        ("Essee", "essay"),
        ("Merkit", "true_false"),
        ("Luettava", "description"),
    ],
)
def test_each_gift_form_is_its_kind(gift, title, kind):
    assert (gift[title].kind, gift[title].refusal) == (kind, "")


def test_gift_details_come_along(gift):
    assert gift["Väite"].values["feedback_wrong"] == "Se maksetaan työnantajalle."
    assert (gift["Väli"].values["answer"], gift["Väli"].values["tolerance"]) == ("2", "0,5")
    assert gift["Merkit"].values["stem"] == "Mitä tarkoittaa {a = b}: ~ ja #?"
    assert said(gift["Sana"].values) == {
        "stem": "Mikä laitos maksaa?",
        "patterns": "Kela\nkansaneläke*",
        "example": "Kela",
        "feedback_right": "Oikein",
        "feedback_wrong": "Ei aivan",
    }
    assert said(gift["Parit"].values)["extras"] == [{"text": "Vero"}]
    assert gift["Monta"].losses == []


def test_a_gift_question_left_open_is_refused_alone(gift):
    assert gift["Rikki"].refusal
    assert [one.title for one in gift.values() if one.refusal] == ["Rikki"]


def test_aiken_gives_choices_and_names_the_one_whose_letter_is_missing():
    good, bad = read_file((FILES / "aiken.txt").read_bytes()).questions
    assert [option["value"] for option in good.values["options"]] == [
        {"text": "Lääkäri", "correct": False},
        {"text": "Kela tai työeläkelaitos", "correct": True},
        {"text": "Työnantaja", "correct": False},
    ]
    assert (bool(good.refusal), bool(bad.refusal)) == (False, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("name", ["moodle4.xml", "examples.gift", "aiken.txt"])
def test_the_encoding_makes_no_difference(name, encoding):
    text = (FILES / name).read_text().replace("–", "-")
    read = read_file(text.replace("\n", "\r\n").encode(encoding)).questions
    assert [one.values for one in read] == [one.values for one in read_file(text.encode()).questions]


def test_xml_that_names_another_encoding_is_read_by_it():
    text = (FILES / "moodle4.xml").read_text().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    assert read_file(text.encode("latin-1")).questions[0].title == "Kuka päättää"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n ",
        b"PK\x03\x04 docx",
        b"\x1f\x8b mbz",
        b"Hyv\xc3\xa4\xc3\xa4 huomenta.",
        b"<quiz><question></quiz>",
        b"<html><body>Kysymys?</body></html>",
        b"x" * (10 * 1024 * 1024 + 1),
        b"<quiz>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</quiz>",
        b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz></quiz>',
        b'<!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><quiz>&b;</quiz>',
        b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
        b"\x00\x01\x02\x03" * 100,
        b"::a:: b {=c ~d}\n\n" * 1001,
    ],
    ids=range(14),
)
def test_a_file_that_is_no_bank_is_refused_in_a_sentence(data):
    with pytest.raises(UnusableFile) as refusal:
        read_file(data)
    assert str(refusal.value).endswith((".", "?"))


def test_markup_that_runs_comes_as_nothing():
    hostile = "<p>Kuka?</p><script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:x'>l</a>"
    text = (FILES / "moodle4.xml").read_text().replace("<p>Hän on töissä.</p>", hostile)
    (told,) = [one for one in read_file(text.encode()).questions if one.title == "Jarin tilanne"]
    assert told.values["text"] == "Jari on 52.\n\nKuka?\n\nl"
    assert told.picture is None


def test_one_question_of_too_much_markup_is_refused_alone():
    text = (FILES / "moodle4.xml").read_text().replace("<p>Hän on töissä.</p>", "<div>" * 30_000)
    refused = [one.title for one in read_file(text.encode()).questions if one.refusal]
    assert refused == ["Jarin tilanne", "Laskettu"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("", "single_choice"),
        ("<single>true</single>", "single_choice"),
        ("<single>1</single>", "single_choice"),
        ("<single>false</single>", "multiple_choice"),
        ("<single>0</single>", "multiple_choice"),
    ],
)
def test_a_choice_that_does_not_tell_how_many_are_right_has_one(said, kind):
    """Programs that write Moodle XML often leave it out, and Moodle takes it as one."""
    answers = "".join(f'<answer fraction="{share}"><text>{share}</text></answer>' for share in (100, 0))
    text = f'<quiz><question type="multichoice"><name><text>n</text></name>{said}{answers}</question></quiz>'
    (question,) = read_file(text.encode()).questions
    assert question.kind == kind
    assert question.losses == [] or kind == "multiple_choice"


@pytest.mark.parametrize("body", ["#3:2#Hyvä.~#Ei aivan.", "#=3:2#Hyvä.~#Ei aivan.", "# 1..5#Hyvä. ~*#Ei aivan."])
def test_a_number_in_gift_may_stand_without_a_sign_before_other_answers(body):
    (question,) = read_file(f"::n:: Mikä luku? {{{body}}}\n".encode()).questions
    assert question.refusal == ""
    told = [question.values.get(name) for name in ("answer", "tolerance", "feedback_right", "feedback_wrong")]
    assert told == ["3", "2", "Hyvä.", "Ei aivan."]


@pytest.mark.parametrize(("stem", "losses"), [("**Kuka** päättää?", 1), ("Kuka päättää, 2 * 3?", 0)])
def test_signs_of_markdown_that_stay_as_they_are_written_are_told_of(stem, losses):
    asked = f'<questiontext format="markdown"><text>{stem}</text></questiontext>'
    moodle = f'<quiz><question type="essay"><name><text>n</text></name>{asked}</question></quiz>'
    for file in (moodle, f"::n::[markdown]{stem} {{}}\n"):
        (question,) = read_file(file.encode()).questions
        assert (question.values["stem"], len(question.losses)) == (stem, losses)


def test_gift_that_speaks_of_answers_is_not_read_as_aiken():
    text = "::Kysymys:: Mikä rivi on oikein?\nA. x\nANSWER: B\n{=yes ~no}\n"
    assert read_file(text.encode()).format == "GIFT"
