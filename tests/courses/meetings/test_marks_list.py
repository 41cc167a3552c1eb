"""Reading a spreadsheet of marks."""

import pytest

from courses.meetings.rules.marks_list import MarkLine, Problem, match_lines, minutes_in, read_marks

PEOPLE = [
    (1, "aino@example.org", "Aino Aalto"),
    (2, "bo@example.org", "Bo Berg"),
    (3, "toinen@example.org", "Aino Aalto"),
]


def read(text: str) -> list[MarkLine]:
    return match_lines(read_marks(text, day_minutes=360), PEOPLE)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_table_is_read_whatever_stands_between_its_cells(delimiter):
    text = "nimi;läsnäolo;tunnit;syy\nBo Berg;osan;2.5;\naino@example.org;poissa;;työmatka".replace(";", delimiter)
    bo, aino = read(text)
    assert (bo.enrolment_id, bo.state, bo.minutes, bo.line) == (2, "part", 150, 2)
    assert (aino.enrolment_id, aino.state, aino.reason) == (1, "absent", "työmatka")


def test_lines_without_headings_are_address_mark_hours_reason():
    first, second = read("aino@example.org;paikalla\nbo@example.org;poissa;;työmatka")
    assert (first.enrolment_id, first.state) == (1, "present")
    assert (second.state, second.reason) == ("absent", "työmatka")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (";paikalla", Problem.NOBODY_NAMED),
        ("bo@example.org;kenties", Problem.BAD_MARK),
        ("bo@example.org;osan;", Problem.BAD_HOURS),
        ("bo@example.org;osan;7", Problem.BAD_HOURS),
        ("joku@example.org;paikalla", Problem.UNKNOWN),
        ("Aino Aalto;paikalla", Problem.SEVERAL),
    ],
)
def test_a_line_that_cannot_be_used_says_why(line, problem):
    assert [one.problem for one in read(line)] == [problem]


def test_a_person_on_two_lines_is_marked_by_the_first():
    assert [one.problem for one in read("bo@example.org;x\nBerg Bo;poissa")] == [Problem.NONE, Problem.TWICE]


def test_a_file_with_a_cell_without_an_end_is_a_mistake_and_no_error():
    lines = read('email;state\n"bo@example.org;x' + "y" * 200_000)
    assert all(line.problem for line in lines)


@pytest.mark.parametrize(
    ("text", "minutes"), [("3", 180), ("2,5", 150), ("0.25", 15), ("", 0), ("-1", 0), ("x", 0), ("٣", 0)]
)
def test_hours_are_whole_minutes(text, minutes):
    assert minutes_in(text) == minutes
