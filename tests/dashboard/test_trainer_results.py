"""The book of results: who stands where, what a person has changed, and the table to take along."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessments.graded.api import Attempt, override_result, save_answer, submit_attempt
from assessments.graded.models import Override
from courses.api import Enrolment, Progress, Run, add_group, fold_enrolments, move_people
from lms.accounts.api import User
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from lms.records.models import AuditEntry
from lms.records.tables import csv_rows
from tests.dashboard.people import client_of, do_steps, enrol_people, fill, main_of, make_manager, make_trainer
from tests.factories import make_course, make_run
from tests.factories.assignments import CRITERIA, make_writing
from tests.factories.graded import Taking, make_taking

pytestmark = pytest.mark.django_db


def book_of(run: Run) -> str:
    return reverse("trainer:results", args=[run.code])


def table_of(browser, run: Run, kind: str = "csv", **query) -> list[list]:
    response = browser.get(reverse("trainer:results-export", args=[run.code, kind]), query)
    assert response.status_code == 200
    body = b"".join(response.streaming_content)
    if kind == "csv":
        return csv_rows(body.decode())
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(body)).active.rows]


@pytest.fixture
def taking(learner):
    """A lesson and a quiz of two choices, a point each."""
    return make_taking(learner, "single_choice", "single_choice", lessons=1)


@pytest.fixture
def browser(taking):
    return client_of(make_trainer(taking.run))


def send(taking: Taking, *answers: str) -> Attempt:
    attempt = taking.start()
    for position, given in enumerate(answers, start=1):
        save_answer(attempt=attempt, position=position, answer=given, seq=1)
    return submit_attempt(attempt=attempt)


def cells_of(browser, run: Run) -> list[list[str]]:
    return [row.cells for row in browser.get(book_of(run)).context["page"].object_list]


def form_of(taking: Taking) -> str:
    return reverse("trainer:override", args=[taking.run.code, taking.enrolment.pk, taking.activity.slug])


def test_the_book_shows_words_and_points_that_count(taking, browser):
    enrol_people(taking.run, "Aino Aamu")
    send(taking, "kela", "tk")
    send(taking, "tk", "tk")
    assert cells_of(browser, taking.run) == [["Not yet", "Not yet"], ["Not yet", "Not yet 1/2"]]
    send(taking, "kela", "kela")
    do_steps(taking.enrolment, 1)
    assert cells_of(browser, taking.run)[1] == ["Done", "Passed 2/2"]


def test_an_assignment_has_the_points_of_its_rubric(learner):
    writing = make_writing(learner)
    trainer = client_of(writing.trainer)
    submission = writing.hand_in()
    page = f"/kouluttaja/arvioitavat/{submission.pk}/"
    assert cells_of(trainer, writing.run) == [["Waits"]]
    levels = {f"level-{one.key}": str(place) for place, one in enumerate(CRITERIA, start=1)}
    marks = levels | {"comment": "Hyvä.", "release": "now", "base": "0", "note": ""}
    assert trainer.post(page, marks | {"decision": "accept"}).status_code == 302
    assert cells_of(trainer, writing.run)[0][0].endswith(" 3/4")


def test_people_are_chosen_by_name_state_and_what_they_lack(taking, browser):
    aino = enrol_people(taking.run, "Aino Aamu")[0]
    do_steps(aino)
    do_steps(taking.enrolment, 1)
    enrol_people(taking.run, "Ville Valo")

    def names(**query) -> list[str]:
        return [row.name for row in browser.get(book_of(taking.run), query).context["page"].object_list]

    assert names() == ["Aino Aamu", "Tiina Testaaja", "Ville Valo"]
    assert names(tila="valmis") == ["Aino Aamu"]
    assert names(tila="kesken") == ["Tiina Testaaja"]
    assert names(tila="aloittamatta") == ["Ville Valo"]
    assert names(puuttuu="lesson-1") == ["Ville Valo"]
    assert names(nimi="testaaja", puuttuu=taking.activity.slug) == ["Tiina Testaaja"]
    assert names(tila="muu") == names(puuttuu="a\x00") == names()


def test_a_result_set_by_hand_is_marked_and_its_history_kept(taking, browser):
    send(taking, "kela", "tk")
    form = {"points": "1,5", "reason": "Suullinen täydennys."}
    assert browser.post(form_of(taking), form)["Location"].endswith(f"/tulokset/{taking.enrolment.pk}/")
    browser.post(form_of(taking), {"points": "2", "reason": "Kirjoitusvirhe."})
    assert cells_of(browser, taking.run)[0][1] == "Not yet 2/2*"
    page = main_of(browser.get(reverse("trainer:results-person", args=[taking.run.code, taking.enrolment.pk])))
    for told in ("1 → 1.5 / 2", "1.5 → 2 / 2", "Suullinen täydennys.", "Kirjoitusvirhe.", "Olli Opettaja"):
        assert told in page
    assert Attempt.objects.get().score == 100  # what was reached stays
    entry = AuditEntry.objects.filter(verb="result.overridden").last()
    assert (entry.detail["old"], entry.detail["new"], entry.reason) == (150, 200, "Kirjoitusvirhe.")
    assert entry.learner_key == taking.enrolment.learner.key


def test_an_empty_field_goes_back_to_what_was_reached(taking, browser):
    send(taking, "kela", "tk")
    browser.post(form_of(taking), {"points": "2", "reason": "Vahinko."})
    for _ in range(2):  # pressed twice is no mistake
        assert browser.post(form_of(taking), {"points": "", "reason": "Palautus."}).status_code == 302
    assert cells_of(browser, taking.run)[0][1] == "Not yet 1/2"


def test_a_requirement_can_count_as_done_but_never_as_undone(taking, browser):
    do_steps(taking.enrolment, 1)
    browser.post(form_of(taking), {"points": "2", "reason": "Näyttö.", "counts_as_done": "on"})
    assert Progress.objects.get(activity=taking.activity).evidence_kind == "by_hand"
    assert Enrolment.objects.get().status == Enrolment.Status.COMPLETED
    browser.post(form_of(taking), {"points": "0", "reason": "Korjaus."})
    assert Enrolment.objects.get().status == Enrolment.Status.COMPLETED
    assert "counts_as_done" not in browser.get(form_of(taking)).context["form"].fields


@pytest.mark.parametrize(
    "form",
    [
        {"points": "2"},
        {"points": "3", "reason": "x"},
        {"points": "-1", "reason": "x"},
        {"points": "kaksi", "reason": "x"},
        {"points": "2", "reason": "   "},
        {"points": "", "reason": "x"},
        {},
    ],
)
def test_an_unusable_form_changes_nothing(taking, browser, form):
    assert browser.post(form_of(taking), form).status_code == 422
    assert not Override.objects.exists()


def test_a_lesson_has_no_points_to_set(taking, browser):
    address = reverse("trainer:override", args=[taking.run.code, taking.enrolment.pk, "lesson-1"])
    assert browser.get(address).status_code == 404


def test_only_those_who_look_after_the_run_see_its_book(taking, trainee):
    kinds = [("results", []), ("results-export", ["csv"]), ("results-person", [taking.enrolment.pk])]
    for name, more in kinds:
        address = reverse(f"trainer:{name}", args=[taking.run.code, *more])
        assert client_of(make_trainer(make_run(), f"{name}@example.org")).get(address).status_code == 404
        assert client_of(trainee).get(address).status_code == 404
    assert client_of(make_manager()).get(book_of(taking.run)).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_table_has_what_the_page_shows_and_no_formula(taking, browser, kind):
    User.objects.filter(pk=taking.enrolment.learner.user_id).update(first_name="=cmd|'/C calc'!A0", last_name="")
    send(taking, "kela", "tk")
    browser.post(form_of(taking), {"points": "1,5", "reason": "Täydennys."})
    head, row = table_of(browser, taking.run, kind)
    slug = taking.activity.slug
    assert head == [
        "nimi",
        "ryhma",
        "tila",
        "tehty",
        "vaadittu",
        "lesson-1",
        slug,
        f"{slug}_pisteet",
        f"{slug}_enintaan",
    ]
    shown = {"csv": ["0", "2", "Not yet", "Not yet", "1,5", "2"], "xlsx": [0, 2, "Not yet", "Not yet", 1.5, 2]}
    assert row[3:] == shown[kind]
    assert row[0] == ("" if kind == "csv" else "'") + "=cmd|'/C calc'!A0"


def test_the_table_follows_the_filters_and_who_took_it_is_on_record(taking, browser):
    enrol_people(taking.run, "Aino Aamu")
    rows = table_of(browser, taking.run, nimi="aamu")
    assert [row[0] for row in rows] == ["nimi", "Aino Aamu"]
    entry = AuditEntry.objects.get(verb="results.exported")
    assert entry.detail == {"rows": 1, "kind": "csv"}
    assert browser.get(reverse("trainer:results-export", args=[taking.run.code, "pdf"])).status_code == 404


def test_the_book_tells_groups_narrows_by_them_and_takes_them_along(taking, browser):
    assert 'name="ryhma"' not in main_of(browser.get(book_of(taking.run)))
    (aino,) = enrol_people(taking.run, "Aino Aamu")
    group = add_group(run=taking.run, name="Iltaryhmä", actor=None)
    move_people(run=taking.run, places={aino.pk: group.pk}, actor=None)
    page = main_of(browser.get(book_of(taking.run)))
    assert page.count("Iltaryhmä") == 2
    assert [row[:2] for row in table_of(browser, taking.run, ryhma=str(group.pk))[1:]] == [["Aino Aamu", "Iltaryhmä"]]
    assert len(table_of(browser, taking.run, ryhma="999999999")) == 3


@pytest.mark.parametrize(("people", "lessons"), [(1, 1), (12, 20)])
def test_the_book_costs_the_same_for_any_size(statements, people, lessons):
    run = make_run(make_course(lessons=lessons, kinds=("quiz", "assignment")))
    for enrolment in enrol_people(run, *[f"Aino{number} Esimerkki" for number in range(people)]):
        do_steps(enrolment, lessons)
    browser = client_of(make_trainer(run))
    browser.get(book_of(run))
    # session with account, second factor, run, steps, groups, quizzes, assignments, what is done and set,
    # people
    with statements(9):
        browser.get(book_of(run))


@pytest.mark.parametrize("people", [3, 300])
def test_the_book_of_60_requirements_asks_no_more_of_300_people_than_of_3(statements, people):
    run = make_run(make_course(lessons=58, kinds=("quiz", "assignment")))
    fill(run, people)
    browser = client_of(make_trainer(run))
    browser.get(book_of(run))
    with statements(9):
        page = browser.get(book_of(run))
    assert page.context["page"].paginator.count == people
    assert len(page.context["page"].object_list[0].cells) == 60
    with statements(9):  # without the groups, and with the record of who took it along
        rows = table_of(browser, run)
    assert len(rows) == people + 1
    assert {step.slug for step in page.context["required"]} < set(rows[0])


def test_what_was_set_follows_the_person_and_goes_with_them(taking, browser, pseudonymous):
    browser.post(form_of(taking), {"points": "2", "reason": "Erityinen peruste."})
    assert "Erityinen peruste." in str(sections_of(taking.enrolment.learner))
    erase_learner(learner=taking.enrolment.learner)
    assert not Override.objects.exists()


def test_what_was_set_stays_when_two_enrolments_become_one(taking, trainer):
    other = enrol_people(taking.run, "Aino Aamu")[0]
    given = {"activity_id": taking.activity.pk, "points": 100, "max_points": 200, "reason": "x", "actor": trainer}
    override_result(enrolment_id=other.pk, **given)
    fold_enrolments(source_id=other.learner_id, target_id=taking.enrolment.learner_id)
    assert Override.objects.get().enrolment_id == taking.enrolment.pk


def test_the_book_is_sorted_by_its_heads_and_so_is_what_is_taken_along(taking, browser):
    aino, ville = enrol_people(taking.run, "Aino Aamu", "Ville Valo")
    send(taking, "kela", "tk")
    do_steps(ville, 1)
    points = f"pisteet-{taking.activity.slug}"

    def names(order: str) -> list[str]:
        rows = browser.get(book_of(taking.run), {"jarjestys": order}).context["page"].object_list
        return [row.name.split()[0] for row in rows]

    assert names("") == names("nimi") == names("keksitty") == ["Aino", "Tiina", "Ville"]
    assert names("-nimi") == ["Ville", "Tiina", "Aino"]
    assert names("tehty") == ["Aino", "Tiina", "Ville"]
    assert names("-tehty") == ["Ville", "Aino", "Tiina"]
    assert names("tila") == ["Aino", "Tiina", "Ville"]
    assert names("-tila") == ["Tiina", "Ville", "Aino"]
    assert names(points) == ["Aino", "Ville", "Tiina"]
    assert names(f"-{points}") == ["Tiina", "Aino", "Ville"]
    assert [row[0] for row in table_of(browser, taking.run, jarjestys="-nimi")[1:]][-1] == aino.learner.name


def test_the_heads_of_the_book_say_by_which_it_is_sorted_and_keep_the_filters(taking, browser):
    enrol_people(taking.run, "Aino Aamu")
    slug = taking.activity.slug
    body = main_of(browser.get(book_of(taking.run), {"nimi": "aino", "jarjestys": f"pisteet-{slug}"}))
    assert body.count("aria-sort") == 1 and 'aria-sort="ascending"' in body
    assert f'href="?nimi=aino&amp;jarjestys=-pisteet-{slug}#taulukko"' in body
    assert 'id="taulukko"' in body
    assert f'<input type="hidden" name="jarjestys" value="pisteet-{slug}">' in body, "other filters keep the order"
    head = body.split("<thead>")[1].split("</thead>")[0]
    assert head.count("<a ") == 4, "name, done, state and the test; a lesson has no points to sort by"
