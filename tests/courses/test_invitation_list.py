"""Reading a pasted or sent list of people to invite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.invitation_list import MOST_CHARACTERS, Problem, read_invited, text_of, tidy


def people(text: str) -> list[tuple[int, str, str, str]]:
    return [(one.line, one.email, one.name, str(one.problem)) for one in read_invited(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aino@example.org", [(1, "aino@example.org", "")]),
        ("\n\nAino@Example.ORG\r\n\r\nv@example.org\n", [(1, "aino@example.org", ""), (3, "v@example.org", "")]),
        ("Aino Ahonen <aino@example.org>", [(1, "aino@example.org", "Aino Ahonen")]),
        ('"Aino Ahonen" <aino@example.org>,', [(1, "aino@example.org", "Aino Ahonen")]),
        ("Ahonen, Aino <aino@example.org>", [(1, "aino@example.org", "Ahonen, Aino")]),
        ("Aino <a@example.org>; Oiva <o@example.org>", [(1, "a@example.org", "Aino"), (1, "o@example.org", "Oiva")]),
        ("a@example.org, b@example.org", [(1, "a@example.org", ""), (1, "b@example.org", "")]),
        ("Aino;Ahonen;aino@example.org", [(1, "aino@example.org", "Aino Ahonen")]),
        ("Aino\tAhonen\taino@example.org", [(1, "aino@example.org", "Aino Ahonen")]),
    ],
)  # fmt: skip
def test_lines_without_a_header_are_read_as_people_write_them(text, expected):
    assert people(text) == [(*one, "") for one in expected]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize(
    "header",
    ["username firstname lastname email", "USERNAME Etunimi Sukunimi Sähköposti", "id förnamn efternamn E-post"],
)
def test_a_table_is_read_by_its_headings(sign, header):
    table = [header.split(), ["aahonen", "Aino", "Ahonen", "Aino@example.org"], [], ["x", "", "Virta", "v@example.org"]]
    text = "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in table)
    assert people(text) == [(2, "aino@example.org", "Aino Ahonen", ""), (4, "v@example.org", "Virta", "")]


def test_a_short_row_and_a_guarded_cell_of_a_table_are_read():
    assert people("email;name\n'=a@example.org;x\nb@example.org\n;Aino\n") == [
        (2, "=a@example.org", "x", ""),
        (3, "b@example.org", "", ""),
        (4, "", "Aino", Problem.NO_ADDRESS),
    ]


def test_mistakes_name_their_line():
    found = read_invited("aino@example.org\naino(at)example.org\naino@\nAINO@example.org\n")
    assert [(one.line, one.problem) for one in found] == [
        (1, Problem.NONE),
        (2, Problem.BAD_ADDRESS),
        (3, Problem.BAD_ADDRESS),
        (4, Problem.TWICE),
    ]
    assert found[3].first_line == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_in_the_encodings_of_finnish_spreadsheets(encoding):
    text = "Etunimi;Sukunimi;Sähköposti\r\nÄijö;Öhman;a@example.org\r\n"
    assert people(text_of(text.encode(encoding))) == [(2, "a@example.org", "Äijö Öhman", "")]


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text):
    for one in read_invited(text):
        assert one.line >= 1
        assert len(one.email) <= 254
        assert one.problem or "@" in one.email


@given(st.binary(max_size=300))
def test_any_bytes_are_text_that_can_be_read_again(data):
    text = tidy(text_of(data))
    assert tidy(text) == text
    read_invited(text)


def test_a_very_long_line_is_a_mistake():
    assert {one.problem for one in read_invited("x" * MOST_CHARACTERS + "@example.org")} == {Problem.BAD_ADDRESS}
