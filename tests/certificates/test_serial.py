"""Numbers and typed codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.serial import ALPHABET, new_check, new_key, parse_code, serial_of, typed_form

SERIAL = "POLKU-2026-000123"
CHECK = "7F30K9QX1B"


@pytest.mark.parametrize(
    "typed",
    [
        "POLKU-2026-000123-7F30K-9QX1B",
        "polku-2026-000123-7f30k-9qx1b",
        "  POLKU 2026 000123 7F30K 9QX1B ",
        "POLKU20260001237F30K9QX1B",
        "P0LKU-2O26-OOOI23-7F3OK-9QXLB",
        "2026-000123-7F30K-9QX1B",
        "2026-123-7F30K9QX1B",
        "POLKU–2026–000123–7F30K–9QX1B",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed):
    code = parse_code(typed)
    assert (code.serial, code.check) == (SERIAL, CHECK)


@pytest.mark.parametrize("typed", ["", " ", "\x00", "null", "POLKU-2026-000123", "7F30K9QX1B", "٢٠٢٦", "9" * 5000])
def test_what_is_no_code_is_refused(typed):
    assert parse_code(typed) is None


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text):
    parse_code(text)


@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=2000, max_value=9999))
def test_what_is_printed_can_be_typed(pk, year):
    serial, check = serial_of(pk, year=year), new_check()
    code = parse_code(typed_form(serial, check).lower())
    assert (code.serial, code.check) == (serial, check)


def test_keys_are_128_bits_and_checks_ten_crockford_letters():
    assert len(bytes.fromhex(new_key())) == 16
    assert len(new_check()) == 10
    assert set(new_check()) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)
