"""Essays in quizzes: a person gives the points, the result is decided at once, and nothing typed is lost."""

import pytest
from django.core import mail
from django.test import Client

from assessments.graded.api import save_answer, submit_attempt
from assessments.graded.models import Attempt, Response, ResponseMark
from assessments.graded.services.hand_marking import AlreadyGiven, MarkedElsewhere, NotToMark, give_mark, save_mark
from courses.api import Enrolment, Progress, cancel_enrolment, enrol_learner, name_trainer
from lms.accounts.api import Learner, User
from lms.jobs.api import run_due
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, main_of, make_manager, make_trainer
from tests.factories.courses import make_run
from tests.factories.graded import Taking, make_taking

pytestmark = pytest.mark.django_db
LIST = "/kouluttaja/arvioitavat/vastaukset/"
TEXT = "Asiakas puhui ensin lääkärin kanssa."


@pytest.fixture
def taking(learner):
    """A quiz of one essay and one choice, a point each; 70 % passes, so the essay decides."""
    return make_taking(learner, "essay", "single_choice")


@pytest.fixture
def marker(taking):
    return make_trainer(taking.run)


def send(taking: Taking, *, choice: str = "kela") -> Attempt:
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer=TEXT, seq=1)
    save_answer(attempt=attempt, position=2, answer=choice, seq=1)
    return submit_attempt(attempt=attempt)


def essay_of(attempt: Attempt) -> Response:
    return attempt.responses.get(position=1)


def give(attempt: Attempt, marker: User, points: int, comment: str = "Hyvä.") -> ResponseMark:
    return give_mark(response_id=essay_of(attempt).pk, marker=marker, points=points, comment=comment, base=0)


def page_of(attempt: Attempt) -> str:
    return f"{LIST}{essay_of(attempt).pk}/"


def test_a_given_mark_decides_the_result_and_completes_the_training(taking, marker):
    attempt = send(taking)
    assert (attempt.score, attempt.passed) == (100, None)
    give(attempt, marker, 50)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (150, True)
    assert Progress.objects.get().evidence_kind == "quiz_passed"
    assert Enrolment.objects.get().status == Enrolment.Status.COMPLETED
    entry = AuditEntry.objects.get(verb="answer.marked")
    assert (entry.actor_key, entry.detail) == (marker.key, {"before": None, "points": 50})


def test_too_few_points_fail_and_complete_nothing(taking, marker):
    attempt = send(taking)
    give(attempt, marker, 25)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (125, False)
    assert not Progress.objects.exists()


def test_the_result_waits_until_every_essay_is_marked(learner):
    taking = make_taking(learner, "essay", "essay")
    attempt, marker = send(taking, choice=TEXT), make_trainer(taking.run)
    give(attempt, marker, 100)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (100, None)
    give_mark(response_id=attempt.responses.get(position=2).pk, marker=marker, points=100, comment="")
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (200, True)


def test_a_pass_stays_when_the_mark_is_corrected_downward(taking, marker):
    attempt = send(taking)
    give(attempt, marker, 100)
    give_mark(response_id=essay_of(attempt).pk, marker=marker, points=0, comment="Tarkistettu.", base=1)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (100, True)
    assert AuditEntry.objects.filter(verb="answer.marked").count() == 2


@pytest.mark.parametrize("points", [-1, 101])
def test_points_beyond_the_question_are_refused(taking, marker, points):
    attempt = send(taking)
    with pytest.raises(ValueError, match="beyond"):
        give(attempt, marker, points)
    assert essay_of(attempt).points is None


def test_a_choice_an_open_attempt_and_an_empty_essay_are_not_marked_by_hand(taking, marker):
    attempt = send(taking)
    choice = attempt.responses.get(position=2)
    again = taking.start()
    save_answer(attempt=again, position=1, answer=TEXT, seq=1)
    for one in (choice, essay_of(again)):
        with pytest.raises(NotToMark):
            give_mark(response_id=one.pk, marker=marker, points=1, comment="")
    Response.objects.filter(pk=essay_of(again).pk).update(answer=None)
    submit_attempt(attempt=again)
    with pytest.raises(NotToMark):
        give(again, marker, 1)
    assert not ResponseMark.objects.exists()


def test_a_draft_is_kept_and_the_learner_sees_nothing_until_it_is_given(taking, marker, own):
    attempt, browser = send(taking), client_of(marker)
    form = {"points": "0,5", "comment": "Mainitse mittari.", "seq": "1", "base": "0", "writer": "sivu"}
    assert browser.post(f"{page_of(attempt)}tallenna/", form).status_code == 200
    assert ResponseMark.objects.get().points == 50
    shown = main_of(browser.get(page_of(attempt)))
    assert "Mainitse mittari." in shown
    assert 'value="0,5"' in shown
    assert "Mainitse mittari." not in main_of(own.get(f"{taking.address}tulos/1/"))
    browser.post(page_of(attempt), form | {"base": "1"})
    assert "Mainitse mittari." in main_of(own.get(f"{taking.address}tulos/1/"))


def test_two_pages_never_overwrite_each_other_unseen(taking, marker):
    attempt = send(taking)
    draft = {"response_id": essay_of(attempt).pk, "marker": marker, "seq": None}
    save_mark(**draft, points=50, comment="Ensimmäinen.", writer="a", base=0)
    with pytest.raises(MarkedElsewhere):
        save_mark(**draft, points=0, comment="Toinen.", writer="b", base=0)
    page = client_of(marker).post(page_of(attempt), {"points": "0", "comment": "Toinen.", "writer": "b", "base": "0"})
    assert page.status_code == 409
    assert "Toinen." in main_of(page)
    assert ResponseMark.objects.get().comment == "Ensimmäinen."


def test_a_late_draft_changes_nothing_that_was_given(taking, marker):
    attempt = send(taking)
    give(attempt, marker, 50)
    with pytest.raises(AlreadyGiven):
        save_mark(response_id=essay_of(attempt).pk, marker=marker, points=0, comment="", seq=9, writer="a", base=1)
    answer = client_of(marker).post(f"{page_of(attempt)}tallenna/", {"points": "0", "seq": "9"})
    assert answer.status_code == 409
    assert essay_of(attempt).points == 50


@pytest.mark.parametrize("points", ["", "1,5", "-1", "puoli", "0,005", "1.000", "x" * 30])
def test_unusable_points_are_met_with_the_text_kept(taking, marker, points):
    attempt = send(taking)
    page = client_of(marker).post(page_of(attempt), {"points": points, "comment": "Säilyy.", "base": "0"})
    assert page.status_code == 422
    assert "Säilyy." in main_of(page)
    assert essay_of(attempt).points is None


def test_giving_goes_on_to_the_same_question_of_the_next_person(taking, marker):
    user = User.objects.create_user(email="hilla@example.org", first_name="Hilla", last_name="Hakija")
    other = Taking(
        enrol_learner(run=taking.run, learner=Learner.objects.create(user=user)), taking.activity, taking.version
    )
    first, second = send(taking), send(other)
    browser = client_of(marker)
    form = {"points": "1", "comment": "", "base": "0"}
    assert browser.post(page_of(first), form)["Location"].endswith(page_of(second))
    assert browser.post(page_of(second), form)["Location"].endswith(LIST)
    assert "Hilla Hakija" in main_of(browser.get(f"{LIST}?tila=arvioidut"))
    assert "Hilla Hakija" not in main_of(browser.get(LIST))


def test_only_the_runs_own_trainers_find_the_answers(taking, marker, trainee):
    attempt = send(taking)
    assert "Tiina Testaaja" in main_of(client_of(marker).get(LIST))
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    assert "Testaaja" not in main_of(other.get(LIST))
    assert other.get(page_of(attempt)).status_code == 404
    for stranger in (client_of(make_manager()), client_of(trainee), Client()):
        for address in (LIST, page_of(attempt)):
            assert stranger.get(address).status_code in (302, 404)
    cancel_enrolment(enrolment=taking.enrolment, actor=trainee)
    assert "Testaaja" not in main_of(client_of(marker).get(LIST))


def test_a_mail_tells_that_the_result_is_there_but_not_what_it_is(taking, marker):
    attempt = send(taking)
    give(attempt, marker, 50, "Salainen palaute")
    run_due()
    told = [one for one in mail.outbox if "tulos/1/" in one.body]
    assert len(told) == 1
    assert "Salainen" not in told[0].body + told[0].subject


@pytest.mark.parametrize("number", [1, 4])
def test_the_list_costs_the_same_for_any_number(taking, marker, statements, number):
    for _ in range(number):
        send(taking, choice="tk")
    browser = client_of(marker)
    browser.get(LIST)
    # session with account, second factor, teaches, count, rows
    with statements(7):
        browser.get(LIST)


def test_marks_come_along_with_ones_own_data_and_go_with_it(taking, marker, learner):
    attempt = send(taking)
    save_mark(response_id=essay_of(attempt).pk, marker=marker, points=50, comment="Luonnos.", seq=None)
    assert "Luonnos." not in str(sections_of(learner))
    give_mark(response_id=essay_of(attempt).pk, marker=marker, points=50, comment="Annettu.", base=1)
    assert "Annettu." in str(sections_of(learner))
    erase_learner(learner=learner)
    assert not ResponseMark.objects.exists()


def test_the_list_is_narrowed_by_a_form_of_what_there_is(taking, marker, learner):
    send(taking)
    other = make_taking(learner, "essay")
    name_trainer(run=other.run, user=marker, actor=None)
    attempt = other.start()
    save_answer(attempt=attempt, position=1, answer=TEXT, seq=1)
    submit_attempt(attempt=attempt)
    browser = client_of(marker)
    everything = browser.get(LIST)
    assert len(everything.context["rows"]) == 2
    for run in (taking.run, other.run):
        assert f'<option value="{run.code}">' in main_of(everything)
    narrowed = browser.get(LIST, {"toteutus": other.run.code, "tehtava": other.activity.slug})
    assert [row.response.attempt for row in narrowed.context["rows"]] == [attempt]
    assert f'<option value="{other.run.code}" selected>' in main_of(narrowed)
    assert browser.get(LIST, {"toteutus": "x\x00"}).status_code == 200
