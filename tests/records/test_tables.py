"""Tables that leave the house: no cell starts a formula, and everything comes back as it was."""

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lms.records.tables import BOM, csv_lines, csv_rows, guarded, unguarded, xlsx_pieces

HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''", "＝1+1", "=", "-"]
PLAIN = ["", "Aino", 'Väinö; "Ville"', "rivi\nvaihto", "a=b", "O'Hara", "5", "2.5.2026"]
#: What a person can type; the rest is taken away, for no cell can hold it.
TYPED = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\r\n", exclude_characters="\ufffe\uffff")
)


def sheet_of(rows) -> list[list]:
    return list(load_workbook(io.BytesIO(b"".join(xlsx_pieces(rows, title="Tulokset")))).active.rows)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_starts_a_formula(text):
    written = "".join(csv_lines([[text]])).removeprefix(BOM).lstrip('"')
    assert written.startswith("'")
    cell = sheet_of([[text]])[0][0]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


@pytest.mark.parametrize("text", HOSTILE + PLAIN)
def test_a_text_comes_back_as_it_was(text):
    assert csv_rows("".join(csv_lines([[text, "x"]]))) == [[text, "x"]]


@given(st.lists(st.lists(TYPED, min_size=1, max_size=4), max_size=6))
def test_any_table_comes_back_as_it_was(rows):
    assert csv_rows("".join(csv_lines(rows))) == rows


@given(TYPED)
def test_guarding_is_undone_exactly(text):
    assert unguarded(guarded(text)) == text


def test_numbers_stay_numbers_minus_and_all():
    assert "".join(csv_lines([[-5, Decimal("-1.5"), 0, None]])) == f"{BOM}-5;-1,5;0;\r\n"
    cells = sheet_of([[-5, Decimal("-1.5"), 0]])[0]
    assert [(cell.value, cell.data_type) for cell in cells] == [(-5, "n"), (-1.5, "n"), (0, "n")]


def test_what_no_cell_can_hold_is_taken_away():
    assert sheet_of([["a\x00b\x0bc"]])[0][0].value == "abc"


def test_it_is_made_while_it_is_sent():
    made = []

    def rows():
        for number in range(1000):
            made.append(number)
            yield [number]

    pieces = csv_lines(rows())
    next(pieces)
    assert len(made) < 1000
    assert sum(1 for _ in pieces) > 2


def test_a_sheet_may_be_called_anything():
    for title in ("[a]:b*c?/d\\e", "", "x" * 50):
        assert b"".join(xlsx_pieces([["a"]], title=title))
