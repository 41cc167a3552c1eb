"""What goes out comes in again as it was."""

import random
import string

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interchange.api import UnusableFile, read_file
from assessments.interchange.comparing import comparable
from assessments.interchange.export_facts import Outgoing
from assessments.interchange.gift_writer import write_gift
from assessments.interchange.moodle_writer import write_moodle_xml
from assessments.kinds import KINDS
from tests.assessments.interchange.test_reading import FILES
from tests.factories.kinds import VALUES

WRITERS = {"xml": write_moodle_xml, "gift": write_gift}
ALL = [kind for kind in KINDS if kind != "scale"]
IN_GIFT = [kind for kind in ALL if kind not in ("ordering", "grouping", "gap_fill", "file_answer", "audio_answer")]
#: What the formats have no place for.
FILES_LOSE = dict.fromkeys(("file_answer", "audio_answer"), {"example"})
NOT_CARRIED = {
    "xml": {"essay": {"words", "example"}} | FILES_LOSE,
    "gift": {"essay": {"words", "example", "guide"}},
}

TEXT = st.text(string.ascii_letters + "åäö ÅÄÖ{}~=#:\\%&<>\"'*[]!|/$._-→é€0123456789", min_size=1, max_size=40).map(
    lambda text: "x" + " ".join(text.replace("<", "< ").split())
)


def outgoing(kind: str, values: dict, **more) -> Outgoing:
    place = {"title": "Nimi: {1}", "category": "Moduuli 1/Työkyky", "tags": ("a:b", "c]d")} | more
    return Outgoing(key="11111111-1111-4111-8111-111111111111", kind=kind, values=values, **place)


def there_and_back(kind: str, values: dict, format: str):
    (question,) = read_file(WRITERS[format]([outgoing(kind, values)]).text.encode()).questions
    return question


def carried(kind: str, values: dict, format: str) -> dict:
    left = NOT_CARRIED[format].get(kind, {"unit", "hints"} if format == "gift" else set())
    return comparable(KINDS[kind].fields, {name: value for name, value in values.items() if name not in left})


@pytest.mark.parametrize(
    ("format", "kind"), [("xml", kind) for kind in ALL] + [("gift", kind) for kind in IN_GIFT], ids=str
)
def test_every_kind_comes_back_as_it_went(format, kind):
    question = there_and_back(kind, VALUES[kind], format)
    assert question.refusal == ""
    assert question.kind == kind
    assert comparable(KINDS[kind].fields, question.values) == carried(kind, VALUES[kind], format)
    assert (question.category, question.tags) == ("Moduuli 1/Työkyky", ("a:b", "c]d"))
    assert question.own_id == "11111111-1111-4111-8111-111111111111"
    assert question.losses == []


@pytest.mark.parametrize("format", WRITERS)
def test_a_kind_without_a_counterpart_is_left_out_and_named(format):
    written = WRITERS[format]([outgoing("scale", VALUES["scale"])])
    assert (written.count, [title for title, _why in written.left_out]) == (0, ["Nimi: {1}"])


@pytest.mark.parametrize("name", ["moodle4.xml", "examples.gift", "aiken.txt"])
@pytest.mark.parametrize("format", WRITERS)
def test_a_file_read_written_and_read_again_says_the_same(name, format):
    first = [one for one in read_file((FILES / name).read_bytes()).questions if not one.refusal]
    if format == "gift":
        first = [one for one in first if one.kind in IN_GIFT]
        for one in first:
            one.values = {
                key: value for key, value in one.values.items() if key not in ("unit", "guide", "hints", "picture_alt")
            }
    out = [
        outgoing(
            one.kind,
            one.values,
            title=one.title,
            category=one.category,
            tags=one.tags,
            picture=one.picture,
        )
        for one in first
    ]
    again = read_file(WRITERS[format](out).text.encode()).questions
    assert [(one.kind, one.title, one.category, one.tags) for one in again] == [
        (one.kind, one.title, one.category, one.tags) for one in first
    ]
    for old, new in zip(first, again, strict=True):
        fields = KINDS[old.kind].fields
        assert comparable(fields, new.values) == comparable(fields, old.values)
        assert format == "gift" or new.picture == old.picture


def changed(value, draw):
    """``value`` with other questions and explanations in it."""
    if isinstance(value, list):
        return [{"id": one["id"], "value": changed(one["value"], draw)} for one in value]
    free = [name for name in value if name == "stem" or name.startswith("feedback")]
    lists = {name: changed(inner, draw) for name, inner in value.items() if isinstance(inner, list)}
    return value | lists | {name: draw(TEXT) for name in free}


@given(data=st.data())
@settings(max_examples=60, deadline=None, derandomize=True)
@pytest.mark.parametrize("format", WRITERS)
def test_any_words_of_an_author_come_back(format, data):
    kind = data.draw(st.sampled_from(ALL if format == "xml" else IN_GIFT))
    values = changed(VALUES[kind], data.draw)
    if kind in ("single_choice", "multiple_choice"):
        for option in values["options"]:
            option["value"]["text"] = data.draw(TEXT)
    if kind == "matching":
        for place, pair in enumerate(values["pairs"]):
            pair["value"] |= {"text": data.draw(TEXT).replace("->", "→"), "match": f"{place} {data.draw(TEXT)}"}
    question = there_and_back(kind, values, format)
    assert question.refusal == ""
    assert comparable(KINDS[kind].fields, question.values) == carried(kind, values, format)


@pytest.mark.parametrize("name", ["moodle4.xml", "examples.gift", "aiken.txt"])
def test_a_damaged_file_is_read_or_refused_and_never_crashes(name):
    whole = (FILES / name).read_bytes()
    chance = random.Random(name)
    for _round in range(150):
        data = bytearray(whole)
        for _change in range(chance.randint(1, 8)):
            place = chance.randrange(len(data))
            if chance.random() < 0.5:
                data[place] = chance.choice(b"{}=~#<>&;\\%:\x00\xff]")
            else:
                del data[place : place + chance.randint(1, 40)]
        read_or_refuse(bytes(data))


def read_or_refuse(data: bytes) -> None:
    try:
        questions = read_file(data).questions
    except UnusableFile as refusal:
        assert str(refusal)
        return
    assert all(one.refusal or one.kind in KINDS for one in questions)


@pytest.mark.parametrize("format", sorted(WRITERS))
def test_a_scale_stays_here_and_the_report_says_why(format):
    written = WRITERS[format]([outgoing("scale", VALUES["scale"]), outgoing("essay", VALUES["essay"])])
    assert written.count == 1
    with translation.override("en"):
        written = WRITERS[format]([outgoing("scale", VALUES["scale"])])
    assert [(title, "no right answer and no points" in why) for title, why in written.left_out] == [("Nimi: {1}", True)]
