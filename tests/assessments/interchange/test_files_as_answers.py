"""Moodle's essays with attachments, in and out."""

import pytest

from assessments.interchange.api import read_file
from assessments.interchange.gift_writer import write_gift
from assessments.interchange.moodle_writer import write_moodle_xml
from tests.assessments.interchange.test_round_trip import outgoing, there_and_back
from tests.factories.kinds import VALUES


def essay(**said: str):
    """The question that is read from a Moodle essay with these elements."""
    inside = "".join(f"<{tag}>{text}</{tag}>" for tag, text in said.items())
    file = f"""<?xml version="1.0"?><quiz><question type="essay"><name><text>Nimi</text></name>
    <questiontext format="html"><text>Liitä suunnitelma.</text></questiontext>{inside}
    <graderinfo format="html"><text>Kaksi toimijaa</text></graderinfo></question></quiz>"""
    (question,) = read_file(file.encode()).questions
    return question


def families_of(question) -> list[str]:
    return [family for family in ("documents", "pictures", "recordings") if question.values[family]]


def test_an_essay_without_a_place_to_write_asks_for_files():
    question = essay(responseformat="noinline", attachments="2")
    assert (question.kind, question.refusal, question.losses) == ("file_answer", "", [])
    assert question.values["stem"] == "Liitä suunnitelma."
    assert (families_of(question), question.values["most"]) == (["documents", "pictures"], 2)
    assert question.values["guide"] == "Kaksi toimijaa"


def test_a_required_file_beside_a_text_is_asked_and_the_text_is_told_as_lost():
    question = essay(responseformat="editor", attachments="1", attachmentsrequired="1")
    assert (question.kind, len(question.losses)) == ("file_answer", 1)


def test_a_text_beside_which_a_file_may_be_stays_an_essay_and_says_so():
    question = essay(responseformat="editor", attachments="1", attachmentsrequired="0")
    assert (question.kind, len(question.losses)) == ("essay", 1)


@pytest.mark.parametrize("attachments", ["-1", "12"])
def test_more_files_than_fit_are_told(attachments):
    question = essay(responseformat="noinline", attachments=attachments)
    assert (question.values["most"], len(question.losses)) == (3, 1)


@pytest.mark.parametrize(
    ("types", "families"),
    [
        ("", ["documents", "pictures"]),
        ("*", ["documents", "pictures"]),
        (".docx;.pdf", ["documents"]),
        ("image, .mp3", ["pictures", "recordings"]),
        ("web_image document", ["documents", "pictures"]),
    ],
)
def test_the_list_of_file_types_says_which_files_may_come(types, families):
    assert families_of(essay(responseformat="noinline", attachments="3", filetypeslist=types)) == families


def test_a_single_recording_is_a_spoken_answer():
    question = essay(responseformat="noinline", attachments="1", filetypeslist="audio")
    assert (question.kind, question.losses) == ("audio_answer", [])


def test_a_file_that_may_only_be_a_recording_comes_back_as_a_file():
    values = VALUES["file_answer"] | {"documents": False, "pictures": False, "recordings": True, "most": 1}
    assert there_and_back("file_answer", values, "xml").kind == "file_answer"


@pytest.mark.parametrize("kind", ["file_answer", "audio_answer"])
def test_what_cannot_go_along_is_told(kind):
    question = outgoing(kind, VALUES[kind])
    assert len(write_moodle_xml([question]).losses) == 1
    assert [title for title, _why in write_gift([question]).left_out] == ["Nimi: {1}"]
