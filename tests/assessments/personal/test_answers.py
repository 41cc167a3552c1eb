"""Private answers: sealed at rest, the writer's alone, kept through joining, gone after deleting."""

import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from assessments.personal.api import (
    OlderThanKept,
    OpenPage,
    all_answers_of,
    answers_of,
    delete_answer,
    entries_for_export,
    erase_vaults,
    newest_answers_of,
    open_for,
    save_answer,
    seal_for,
)
from assessments.personal.models import Entry, Vault
from assessments.personal.sealing import CannotOpen
from lms.accounts.api import Learner, merge_learners
from tests.factories.personal import CANARY, make_answer

PART = uuid.uuid4()


def everything_stored() -> bytes:
    """Every value of every column of every table, and every file."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                found += [bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row]
    found += [path.read_bytes() for path in Path(settings.VAR_DIR).rglob("*") if path.is_file()]
    return b"\n".join(found)


def test_no_column_and_no_file_holds_what_was_written(pseudonymous):
    make_answer(pseudonymous, text=CANARY, activity_key=PART)
    assert answers_of(pseudonymous, PART) == {"omin-sanoin": {"text": CANARY}}
    stored = everything_stored()
    assert str(PART).encode() in stored or PART.hex.encode() in stored
    assert CANARY.encode() not in stored
    assert b"Kirjoita syysi" not in stored


def test_the_length_of_a_sealed_answer_says_little(pseudonymous):
    short = make_answer(pseudonymous, text="en", exercise_key="a")
    longer = make_answer(pseudonymous, text="x" * 150, exercise_key="b")
    assert len(bytes(short.ciphertext)) == len(bytes(longer.ciphertext))


def test_a_sealed_answer_opens_in_no_other_place(pseudonymous, learner):
    mine = make_answer(pseudonymous, text=CANARY, exercise_key="a", activity_key=PART)
    moved = make_answer(pseudonymous, text="muu", exercise_key="b", activity_key=PART)
    theirs = make_answer(learner, text="muu", exercise_key="a", activity_key=PART)
    for row in (moved, theirs):
        Entry.objects.filter(pk=row.pk).update(ciphertext=bytes(mine.ciphertext))
    Entry.objects.filter(pk=mine.pk).update(ciphertext=bytes(mine.prompt_ciphertext))
    for owner in (pseudonymous, learner):
        with pytest.raises(CannotOpen):
            answers_of(owner, PART)


def test_a_vault_key_opens_in_no_other_vault(pseudonymous, learner):
    make_answer(pseudonymous, text=CANARY, activity_key=PART)
    make_answer(learner, text="muu", activity_key=PART)
    Vault.objects.filter(owner=learner).update(wrapped_key=bytes(Vault.objects.get(owner=pseudonymous).wrapped_key))
    with pytest.raises(CannotOpen):
        answers_of(learner, PART)


def test_writing_again_changes_the_same_entry(pseudonymous):
    make_answer(pseudonymous, text="ensin", activity_key=PART)
    make_answer(pseudonymous, text="sitten", activity_key=PART)
    assert Entry.objects.count() == 1
    assert answers_of(pseudonymous, PART) == {"omin-sanoin": {"text": "sitten"}}


def test_an_autosave_that_comes_late_changes_nothing(pseudonymous):
    entry = make_answer(pseudonymous, text="napista", activity_key=PART)
    with pytest.raises(OlderThanKept):
        save_again(pseudonymous, "vanha", seq=entry.seq)
    assert answers_of(pseudonymous, PART) == {"omin-sanoin": {"text": "napista"}}
    save_again(pseudonymous, "uusi", seq=entry.seq + 1)
    assert answers_of(pseudonymous, PART) == {"omin-sanoin": {"text": "uusi"}}


def save_again(learner, text, *, seq):
    prompt = {"kind": "writing", "title": "", "prompt": ""}
    save_answer(
        learner=learner,
        activity_key=PART,
        exercise_key="omin-sanoin",
        prompt=prompt,
        value={"text": text},
        page=OpenPage(seq=seq),
    )


def test_joining_two_people_keeps_every_answer_and_shows_the_newest(learner, pseudonymous):
    make_answer(learner, text="tilillä", activity_key=PART)
    make_answer(learner, text="vain tilillä", activity_key=PART, exercise_key="muu")
    make_answer(pseudonymous, text="ilman tiliä", activity_key=PART)
    merge_learners(source=pseudonymous, target=learner)
    assert answers_of(learner, PART) == {"omin-sanoin": {"text": "ilman tiliä"}, "muu": {"text": "vain tilillä"}}
    assert sorted(answer.value["text"] for answer in all_answers_of(learner)) == [
        "ilman tiliä",
        "tilillä",
        "vain tilillä",
    ]
    make_answer(learner, text="uusin", activity_key=PART)
    assert answers_of(learner, PART)["omin-sanoin"] == {"text": "uusin"}
    assert Entry.objects.count() == 3
    assert not Learner.objects.filter(pk=pseudonymous.pk).exists()


def test_nobody_reads_or_deletes_the_answer_of_another(learner, pseudonymous):
    entry = make_answer(pseudonymous, text=CANARY, activity_key=PART)
    assert answers_of(learner, PART) == {}
    assert all_answers_of(learner) == []
    assert delete_answer(learner=learner, entry_id=entry.pk) is False
    assert delete_answer(learner=pseudonymous, entry_id=entry.pk) is True
    assert delete_answer(learner=pseudonymous, entry_id=entry.pk) is False


def test_erasing_leaves_no_row_and_no_key(learner, pseudonymous):
    make_answer(pseudonymous, text=CANARY)
    make_answer(learner, text="jää")
    assert erase_vaults(learner=pseudonymous) == 1
    assert list(Vault.objects.values_list("owner_id", flat=True)) == [learner.pk]
    assert Entry.objects.count() == 1


def test_the_export_holds_what_was_asked_and_answered(pseudonymous):
    make_answer(pseudonymous, text="Koira\nja kissa")
    (row,) = entries_for_export(pseudonymous)
    assert (row["title"], row["prompt"], row["answer"]) == ("Omin sanoin", "Kirjoita syysi.", ["Koira", "ja kissa"])


def test_no_text_form_of_an_answer_shows_it(pseudonymous):
    entry = make_answer(pseudonymous, text=CANARY, activity_key=PART)
    answer = newest_answers_of(pseudonymous, [PART])["omin-sanoin"]
    shown = f"{entry!s} {entry!r} {entry.vault!s} {entry.vault!r} {answer!s} {answer!r}"
    assert CANARY not in shown


def test_all_answers_of_a_programme_cost_one_statement(pseudonymous, statements):
    parts = [uuid.uuid4() for _ in range(4)]
    for number, part in enumerate(parts):
        make_answer(pseudonymous, text="x", activity_key=part, exercise_key=f"avain-{number}")
    with statements(1):
        assert len(answers_of(pseudonymous, *parts)) == 4


def test_a_secret_in_passing_opens_for_its_learner_only(learner, pseudonymous):
    make_answer(pseudonymous, text="x")
    sealed = seal_for(pseudonymous, CANARY)
    assert CANARY not in sealed
    assert open_for(pseudonymous, sealed) == CANARY
    assert open_for(learner, sealed) == ""
    assert open_for(pseudonymous, "rikki!") == ""
