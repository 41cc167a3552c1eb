"""Telephone numbers as people write them."""

import pytest

from assessments.personal.api import normal_number


@pytest.mark.parametrize(
    "written",
    ["040 123 4567", "0401234567", "+358 40 123 4567", "+358 (0)40 123 45 67", "00358401234567", " 040-1234567 "],
)
def test_a_finnish_number_is_one_number_however_it_is_written(written):
    assert normal_number(written) == "+358401234567"


def test_a_number_of_another_country_keeps_it():
    assert normal_number("+46 70 123 45 67") == "+46701234567"


@pytest.mark.parametrize(
    "written", ["", "401234567", "aino@example.fi", "040", "+", "040 12345678901234", "٠٤٠١٢٣٤٥٦٧", "+358 40 abc"]
)
def test_what_is_no_number_is_none(written):
    assert normal_number(written) == ""
