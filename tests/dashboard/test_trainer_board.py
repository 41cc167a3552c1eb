"""The cohort board: who needs attention and why, everybody by requirement, and the table to take along."""

import datetime
import time

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.graded.api import save_answer, submit_attempt
from assessments.graded.models import Attempt, Review, Work
from assessments.graded.services.reviewing import give_held
from courses.api import (
    Enrolment,
    Evidence,
    Progress,
    Run,
    RunItem,
    add_group,
    complete_activity,
    move_people,
)
from courses.meetings.api import Mark, Presence, run_days, save_roll
from lms.dashboard.attention import DAY, FAILED, LATE, MAIL, RETURNED, SILENT, STUCK, UNREAD, Standing, reasons_of
from lms.jobs.bounces import note_return
from lms.records.models import AuditEntry
from lms.records.tables import csv_rows
from tests.dashboard.people import client_of, do_steps, enrol_people, fill, main_of, make_manager, make_trainer
from tests.factories import make_course, make_run
from tests.factories.assignments import make_writing
from tests.factories.graded import make_taking
from tests.factories.marking import make_ready
from tests.factories.meetings import make_day

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 10, 1, 12, tzinfo=datetime.UTC)


def ago(days: int) -> datetime.datetime:
    return NOW - datetime.timedelta(days=days)


def board_of(run: Run, **query) -> str:
    return reverse("trainer:board", args=[run.code], query=query)


def keys_of(response) -> dict[str, list[str]]:
    return {one.name: [reason.key for reason in one.reasons] for one in response.context["page"]}


def let_time_pass(days: int) -> None:
    """As if everything so far had been done ``days`` earlier."""
    earlier = timezone.now() - datetime.timedelta(days=days)
    Enrolment.objects.update(enrolled_at=earlier)
    Progress.objects.update(completed_at=earlier)
    Attempt.objects.update(started_at=earlier, submitted_at=earlier)
    Work.objects.update(saved_at=earlier)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing(begun=ago(13)), []),
        (Standing(begun=ago(14)), [SILENT]),
        (Standing(begun=ago(2), mail_returns=True), [MAIL]),
        (Standing(begun=ago(60), last=ago(13), last_done=ago(13)), []),
        (Standing(begun=ago(60), last=ago(2), last_done=ago(21)), [STUCK]),
        (Standing(begun=ago(60), last=ago(2), last_done=ago(21), waits_for_trainer=True), []),
        (Standing(begun=ago(60), last=ago(20), last_done=ago(40)), [SILENT]),
        (Standing(begun=ago(1), returned=["A"], failed=["B"], missed=["C"], late=["D"]), [RETURNED, FAILED, DAY, LATE]),
    ],
)
def test_the_reasons_of_one_participant(standing, expected):
    assert [one.key for one in reasons_of(standing, NOW)] == expected


def test_feedback_that_nobody_opened_for_a_week_is_a_reason_until_it_is_opened(learner):
    writing = make_writing(learner, lessons=1)
    submission = writing.hand_in()
    make_ready(submission, writing.trainer)
    give_held(submission_ids=[submission.pk], actor=writing.trainer)
    browser = client_of(writing.trainer)

    def reasons() -> list[str]:
        return keys_of(browser.get(board_of(writing.run, syy="kaikki")))[learner.name]

    assert UNREAD not in reasons()
    Review.objects.update(released_at=timezone.now() - datetime.timedelta(days=7, minutes=1))
    assert UNREAD in reasons()
    browser.get(reverse("marking:mark", args=[submission.pk]))
    assert UNREAD in reasons(), "a trainer who looks has not opened it for the participant"
    own = client_of(learner.user)
    assert own.get(writing.address).status_code == 200
    assert UNREAD not in reasons()
    seen = Review.objects.get().seen_at
    own.get(writing.address)
    assert Review.objects.get().seen_at == seen


def test_a_reason_names_the_first_thing_and_counts_the_rest():
    told = reasons_of(Standing(begun=ago(1), late=["Luku 1", "Luku 2", "Luku 3"]), NOW)
    assert told[0].words.endswith("Luku 1 and 2 more")


def test_the_silent_are_shown_first_and_everybody_when_asked():
    run = make_run()
    silent, lively = enrol_people(run, "Aino Aamu", "Ville Valo")
    let_time_pass(20)
    do_steps(lively, 1)
    browser = client_of(make_trainer(run))
    response = browser.get(board_of(run))
    assert keys_of(response) == {"Aino Aamu": [SILENT]}
    assert "Has not begun in 20 days" in main_of(response)
    assert "1 of 2 needs attention." in main_of(response)
    assert set(keys_of(browser.get(board_of(run, syy="kaikki")))) == {"Aino Aamu", "Ville Valo"}
    Run.objects.update(closed_at=timezone.now())
    assert keys_of(browser.get(board_of(run))) == {}


def test_nobody_is_silent_before_the_first_day():
    run = make_run()
    enrol_people(run, "Aino Aamu")
    let_time_pass(90)
    Run.objects.update(starts=timezone.localdate() + datetime.timedelta(days=3))
    response = client_of(make_trainer(run)).get(board_of(run))
    assert keys_of(response) == {}
    assert "Everybody is getting on. Choose Everybody above to see how far each is." in main_of(response)


def test_two_failed_tries_are_a_reason_until_the_test_is_done(learner):
    taking = make_taking(learner, "single_choice")
    browser = client_of(make_trainer(taking.run))
    for number in (1, 2):
        attempt = taking.start()
        save_answer(attempt=attempt, position=1, answer="tk", seq=1)
        submit_attempt(attempt=attempt)
        expected = [[FAILED]] if number == 2 else []
        assert list(keys_of(browser.get(board_of(taking.run))).values()) == expected
    evidence = Evidence(kind="by_hand", reason="Suullisesti.")
    complete_activity(enrolment_id=taking.enrolment.pk, activity_id=taking.activity.pk, evidence=evidence)
    assert keys_of(browser.get(board_of(taking.run))) == {}


def test_a_returned_task_waits_for_its_writer(learner):
    writing = make_writing(learner)
    writing.hand_in()
    Work.objects.update(state=Work.State.RETURNED)
    response = client_of(writing.trainer).get(board_of(writing.run))
    assert list(keys_of(response).values()) == [[RETURNED]]
    assert "To be completed" in main_of(response)


def test_a_passed_due_date_is_a_reason_unless_the_work_waits_for_the_trainer(learner):
    writing = make_writing(learner)
    RunItem.objects.update(due_at=timezone.now() - datetime.timedelta(days=1))
    browser = client_of(writing.trainer)
    assert list(keys_of(browser.get(board_of(writing.run))).values()) == [[LATE]]
    writing.hand_in()
    assert keys_of(browser.get(board_of(writing.run))) == {}


def test_a_missed_compulsory_day_is_a_reason_until_the_make_up_task_is_sent():
    run = make_run(type="short_group")
    people = enrol_people(run, "Aino Aamu", "Ville Valo")
    trainer = make_trainer(run)
    day = make_day(run, compulsory=True, make_up="Lue luku 3.")
    marks = [Mark(one.pk, (state, 0, "")) for one, state in zip(people, ("absent", "present"), strict=True)]
    save_roll(meeting=day, marks=marks, actor=trainer)
    browser = client_of(trainer)
    assert keys_of(browser.get(board_of(run))) == {"Aino Aamu": [DAY]}
    people[0].attendances.update(answered_at=timezone.now(), answer="Luin.")
    assert keys_of(browser.get(board_of(run))) == {}


def test_the_board_is_filtered_by_reason_group_and_name():
    run = make_run(type="short_group")
    people = enrol_people(run, "Aino Aamu", "Ville Valo", "Kaisa Kallio")
    first, second = run.groups.create(name="A"), run.groups.create(name="B")
    move_people(run=run, places={people[0].pk: first.pk, people[1].pk: second.pk}, actor=None)
    let_time_pass(30)
    browser = client_of(make_trainer(run))
    assert list(keys_of(browser.get(board_of(run, ryhma=second.pk)))) == ["Ville Valo"]
    assert list(keys_of(browser.get(board_of(run, nimi="kaisa")))) == ["Kaisa Kallio"]
    assert keys_of(browser.get(board_of(run, syy=FAILED))) == {}
    assert browser.get(board_of(run, syy="outo", ryhma="x")).status_code == 200


def test_those_ticked_are_written_to_by_name():
    run = make_run()
    one, _other = enrol_people(run, "Aino Aamu", "Ville Valo")
    let_time_pass(30)
    browser = client_of(make_trainer(run))
    page = main_of(browser.get(board_of(run)))
    assert f'action="{reverse("letters:new", args=[run.code])}"' in page and " checked" not in page
    assert main_of(browser.get(board_of(run, valitse="kaikki"))).count(" checked") == 2
    letter = main_of(browser.get(reverse("letters:new", args=[run.code], query={"osallistuja": one.pk})))
    assert letter.count(" checked") == 1


def test_who_does_not_teach_the_run_sees_the_board_but_ticks_nobody():
    run = make_run()
    enrol_people(run, "Aino Aamu")
    let_time_pass(30)
    page = main_of(client_of(make_manager()).get(board_of(run)))
    assert "Aino Aamu" in page and 'type="checkbox"' not in page
    stranger = make_trainer(make_run(), "muu@example.org")
    assert client_of(stranger).get(board_of(run)).status_code == 404


def test_the_table_has_what_the_filters_show_and_starts_no_formula():
    run = make_run()
    enrol_people(run, "=Aino Aamu", "Ville Valo")
    let_time_pass(30)
    Enrolment.objects.filter(learner__user__first_name="Ville").update(enrolled_at=timezone.now())
    browser = client_of(make_trainer(run))
    address = reverse("trainer:board-export", args=[run.code, "csv"])
    body = b"".join(browser.get(address).streaming_content).decode()
    head, *rows = csv_rows(body)
    assert head[:8] == ["nimi", "ryhma", "tila", "tehty", "vaadittu", "viimeksi", "huomio", "miksi"]
    assert head[8:12] == ["lahipaivilla", "lahipaivia", "palautettu", "palautettavia"]
    assert [row[:7] for row in rows] == [["=Aino Aamu", "", "active", "0", "2", "", SILENT]]
    assert ";'=Aino" in f";{body}".replace("\n", ";")
    everybody = b"".join(browser.get(address, {"syy": "kaikki"}).streaming_content).decode()
    assert len(csv_rows(everybody)) == 3
    assert AuditEntry.objects.filter(verb="board.exported").count() == 2
    assert browser.get(reverse("trainer:board-export", args=[run.code, "pdf"])).status_code == 404


def test_the_board_counts_days_and_works_beside_the_requirements():
    run = make_run(make_course(lessons=1, kinds=("assignment",)))
    aino, ville = enrol_people(run, "Aino Aamu", "Ville Valo")
    group = add_group(run=run, name="Iltaryhmä", actor=None)
    move_people(run=run, places={ville.pk: group.pk}, actor=None)
    first, _own, _ahead = make_day(run, days=-9), make_day(run, days=-2, group=group), make_day(run, days=5)
    save_roll(meeting=first, marks=[Mark(aino.pk, ("present", 0, ""))], actor=None, force=True)
    do_steps(ville)
    browser = client_of(make_trainer(run))
    page = main_of(browser.get(board_of(run, syy="kaikki")))
    table = page.split("<tbody>")[1]
    rows = [row.split("</td>") for row in table.split("</tr>")[:2]]
    assert [cell.split(">")[-1] for cell in rows[0][3:6]] == ["–", "1 / 1", "0 / 1"]
    assert [cell.split(">")[-1] for cell in rows[1][3:6]] == ["Iltaryhmä", "0 / 2", "1 / 1"]
    address = reverse("trainer:board-export", args=[run.code, "csv"], query={"syy": "kaikki", "ryhma": str(group.pk)})
    _head, row = csv_rows(b"".join(browser.get(address).streaming_content).decode())
    assert (row[:2], row[8:12]) == (["Ville Valo", "Iltaryhmä"], ["0", "2", "1", "1"])


def test_a_run_without_days_groups_and_works_has_no_columns_for_them():
    run = make_run()
    enrol_people(run, "Aino Aamu")
    page = main_of(client_of(make_trainer(run)).get(board_of(run, syy="kaikki")))
    assert page.split("<thead>")[1].split("</thead>")[0].count("<th") == 4 + 2


@pytest.mark.parametrize(("people", "lessons"), [(2, 2), (60, 20)])
def test_the_board_takes_as_many_statements_at_any_size(people, lessons, statements):
    run = make_run(make_course(lessons=lessons))
    fill(run, people)
    browser = client_of(make_trainer(run))
    browser.get(board_of(run, syy="kaikki"))
    # session with account, second factor, run, steps, groups; what is done, tests and assignments; people
    with statements(8):
        browser.get(board_of(run, syy="kaikki"))
    for number in range(lessons):
        day = make_day(run, days=-number, title=f"Päivä {number}")
        marks = [Mark(one.pk, ("present", 0, "")) for one in run.enrolments.all()]
        save_roll(meeting=day, marks=marks, actor=None, force=True)
    with statements(9):  # and the contact days
        browser.get(board_of(run, syy="kaikki"))


def test_a_board_of_300_people_and_60_requirements_is_there_within_a_second():
    run = make_run(make_course(lessons=60))
    fill(run, 300)
    browser = client_of(make_trainer(run))
    path = board_of(run, syy="kaikki")
    browser.get(path)
    began = time.process_time()
    assert browser.get(path).status_code == 200
    assert time.process_time() - began < 1


def test_writing_to_those_ticked_with_nobody_ticked_says_so(db):
    run = make_run()
    enrol_people(run, "Aino Aalto")
    client = client_of(make_trainer(run))
    board = reverse("trainer:board", args=[run.code])
    answer = client.get(reverse("letters:new", args=[run.code]), {"valitut": "1"}, follow=True)
    assert answer.request["PATH_INFO"] == board
    assert "Nobody was ticked." in main_of(answer)
    assert "<textarea" in main_of(client.get(reverse("letters:new", args=[run.code])))


def test_somebody_whom_mail_does_not_reach_is_marked_on_the_board_and_on_their_page():
    run = make_run()
    reached, missed = enrol_people(run, "Aino Aamu", "Ville Valo")
    browser = client_of(make_trainer(run))
    note_return("ville.valo@example.org", 550, for_ever=True)
    response = browser.get(board_of(run))
    assert keys_of(response) == {"Ville Valo": [MAIL]}
    assert "ask for the right address another way" in main_of(response)
    pages = [main_of(browser.get(reverse("trainer:participant", args=[run.code, one.pk]))) for one in (missed, reached)]
    assert ["Mail to this address comes back." in page for page in pages] == [True, False]


def test_the_table_is_sorted_by_its_heads_and_says_by_which():
    run = make_run(lessons=2)
    aino, bo, cilla = enrol_people(run, "Aino Aalto", "Bo Berg", "Cilla Ceder")
    do_steps(bo, 2)
    let_time_pass(15)
    do_steps(aino, 1)
    browser = client_of(make_trainer(run))

    def names(order: str) -> list[str]:
        page = browser.get(board_of(run, syy="kaikki", jarjestys=order))
        return [line.name.split()[0] for line in page.context["lines"]]

    assert names("viimeksi") == ["Cilla", "Bo", "Aino"]
    assert names("-viimeksi") == ["Aino", "Bo", "Cilla"]
    assert names("tehty") == ["Cilla", "Aino", "Bo"]
    assert names("-nimi") == ["Cilla", "Bo", "Aino"]
    assert names("keksitty") == names("") == names("nimi") == ["Aino", "Bo", "Cilla"]
    page = browser.get(board_of(run, syy="kaikki", jarjestys="viimeksi"))
    body = main_of(page)
    assert body.count("aria-sort") == 1 and 'aria-sort="ascending"' in body
    assert 'href="?syy=kaikki&amp;jarjestys=-viimeksi#taulukko"' in body
    assert '<input type="hidden" name="jarjestys" value="viimeksi">' in body, "other filters keep the order"
    assert [line.beside[0] for line in page.context["lines"]] == [
        "Has not begun yet",
        "2 weeks ago",
        "Less than a week ago",
    ]
    table = browser.get(
        reverse("trainer:board-export", args=[run.code, "csv"], query={"jarjestys": "-nimi", "syy": "kaikki"})
    )
    assert [row[0].split()[0] for row in csv_rows(b"".join(table.streaming_content).decode())[1:]] == [
        "Cilla",
        "Bo",
        "Aino",
    ]


def test_who_looks_after_every_run_is_told_how_one_writes_to_the_people():
    run = make_run()
    enrol_people(run, "Aino Aalto")
    trainers = f'href="{reverse("trainer:trainers", args=[run.code])}"'
    assert trainers in main_of(client_of(make_manager()).get(board_of(run)))
    assert trainers not in main_of(client_of(make_trainer(run)).get(board_of(run)))


def test_the_days_of_a_run_tell_who_missed_what_and_who_was_last_there():
    run = make_run(type="short_group")
    aino, ville = enrol_people(run, "Aino Aamu", "Ville Valo")
    short, said = (make_day(run, days=-number, compulsory=True, title=f"Päivä {number}") for number in (9, 8))
    off = make_day(run, days=-7, compulsory=True, title="Peruttu")
    save_roll(meeting=short, marks=[Mark(aino.pk, ("part", 1, ""))], actor=None, force=True)
    said.attendances.create(enrolment=ville, said_at=timezone.now())
    save_roll(meeting=off, marks=[Mark(aino.pk, ("present", 0, ""))], actor=None, force=True)
    type(off).objects.filter(pk=off.pk).update(cancelled_at=timezone.now())
    run.refresh_from_db()
    found = run_days([run])
    assert found.missed == {aino.pk: ["Päivä 9"], ville.pk: ["Päivä 8"]}
    assert found.there == {aino.pk: Presence(last=off.starts_at, days=1)}
    assert found.held == {run.pk: [None, None]}
    said.attendances.update(made_up_at=timezone.now())
    found = run_days([run])
    assert found.missed == {aino.pk: ["Päivä 9"]}
    assert found.there[ville.pk] == Presence(last=None, days=1)
