"""One's own data in words: every field has a name, and values are said as people say them."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from lms.privacy.declarations import personal_declarations
from lms.privacy.export import sections_of
from lms.privacy.words import NAMES, shown
from tests.factories.certificates import make_award
from tests.factories.graded import make_taking
from tests.factories.personal import make_answer


def test_every_declared_field_has_a_name():
    declared = {
        (declaration.model._meta.label_lower, field)
        for declaration in personal_declarations()
        if not isinstance(declaration.privacy.export, str)
        for field in declaration.privacy.export
    }
    assert {pair for pair in declared if pair[1] not in NAMES} == set()


@pytest.mark.django_db
def test_every_exported_field_has_a_name(learner):
    make_award(learner)
    make_taking(learner).start()
    make_answer(learner, text="yksi")
    keys = {key for section in sections_of(learner) for row in section.rows for key in row}
    assert keys - set(NAMES) == set()


@pytest.mark.django_db
def test_choices_are_shown_by_their_labels(learner):
    make_taking(learner).start()
    with override("fi"):
        said = {str(value) for section in sections_of(learner) for row in section.readable for _, value in row}
    assert "Kesken" in said
    assert "open" not in said


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("score", 600, "6"),
        ("points", 150, "1,5"),
        ("passed", False, "ei"),
        ("verb", "enrolment.made", "Ilmoittauduttu koulutukseen"),
        ("verb", "something.else", "something.else"),
        ("answer", ["yksi", "kaksi"], "yksi\nkaksi"),
        ("nickname", "Aino", "Aino"),
    ],
)
def test_values_are_said_in_words(key, value, expected):
    with override("fi"):
        assert shown(key, value) == expected


def test_times_are_said_in_the_time_of_the_clock_on_the_wall():
    assert shown("at", datetime(2026, 11, 21, 23, 54, 47, tzinfo=UTC)) == "22.11.2026 1.54"
    assert shown("day", date(2026, 11, 2)) == "2.11.2026"


@pytest.mark.django_db
def test_what_a_certificate_says_is_told_row_by_row(learner):
    make_award(learner)
    with override("fi"):
        (section,) = [one for one in sections_of(learner) if one.label == "certificates.award"]
        (rows,) = section.readable
    said = dict(rows)
    assert said["Saaja"] == "Tiina Testaaja"
    assert said["Koulutus"] == "Työkyky tutuksi"
    assert not any("{" in str(value) or "[" in str(value) for _, value in rows)
    # How many steps, and which; the database decides in which order they are told.
    assert any("Merkitty tehdyksi" in str(value) for name, value in rows if name == "Kohdat")
    assert said["Allekirjoittaja"] == "Etunimi Sukunimi, toiminnanjohtaja"
    assert not {"schema", "own", "public", "studied_from"} & {name for name, _ in rows}
