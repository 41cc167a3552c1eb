"""docs/develop.md tells of every kind whether it goes out, and where what is lost is named."""

import re
from pathlib import Path

import pytest

from assessments.interchange.export_facts import Outgoing, losses_of, no_counterpart
from assessments.interchange.gift_writer import NAME as GIFT
from assessments.interchange.gift_writer import write_gift
from assessments.interchange.moodle_writer import NAME as MOODLE
from assessments.interchange.moodle_writer import write_moodle_xml
from assessments.kinds import KINDS
from tests.factories.kinds import VALUES

DEVELOP = (Path(__file__).resolve().parents[3] / "docs/develop.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| (yes|no) \| (yes|no) \|([^|\n]*)\|$", DEVELOP, re.MULTILINE)


def going_out(kind: str) -> Outgoing:
    """A question of ``kind`` that has everything its kind may have, but what every kind loses."""
    spoken = {field.name: "x" for field in KINDS[kind].fields if field.kind in ("line", "text")}
    common = {"reread": None, "facts": "", "picture": None, "picture_alt": ""}
    return Outgoing(key="k", kind=kind, title="Nimi", category="", tags=(), values=spoken | VALUES[kind] | common)


def test_every_kind_has_its_row():
    assert sorted(row[0] for row in ROWS) == sorted(KINDS)


@pytest.mark.parametrize(("kind", "in_moodle", "in_gift", "lost"), ROWS)
def test_a_row_says_what_the_writers_do(kind, in_moodle, in_gift, lost):
    question = going_out(kind)
    for told, write in ((in_moodle, write_moodle_xml), (in_gift, write_gift)):
        written = write([question])
        assert (written.count, bool(written.left_out)) == ((1, False) if told == "yes" else (0, True))
    if in_moodle == "yes" and losses_of(question, MOODLE):
        assert lost.strip() and not lost.strip().startswith("in GIFT")
    if in_gift == "yes" and losses_of(question, GIFT) != losses_of(question, MOODLE):
        assert "in GIFT" in lost
    if in_gift == "yes" and losses_of(question, GIFT) == losses_of(question, MOODLE):
        assert "in GIFT" not in lost


def test_a_kind_that_stays_here_has_its_reason_in_the_table():
    """A kind that no format takes is a choice that somebody made, and the author is told of it in the report."""
    nowhere = [(kind, lost) for kind, in_moodle, in_gift, lost in ROWS if (in_moodle, in_gift) == ("no", "no")]
    assert [kind for kind, lost in nowhere if not lost.strip()] == []
    for kind, _lost in nowhere:
        assert no_counterpart(kind, MOODLE) != no_counterpart("unknown", MOODLE)
