"""Marking: nothing typed is lost, one person writes a review, accepting completes the requirement at once."""

import pytest
from django.core import mail
from django.test import Client

from assessments.graded.models import Review, Submission, WorkFile
from assessments.graded.services.assignments import withdraw
from assessments.graded.services.covering import NothingCovered, cover_and_return
from assessments.graded.services.reviewing import (
    HeldByAnother,
    NotDecided,
    NotWaiting,
    decide,
    give_held,
    save_review,
    take_over,
)
from certificates.api import award_of
from courses.api import Enrolment, Progress, cancel_enrolment, enrol_learner
from lms.accounts.api import Learner, User
from lms.jobs.api import run_due
from lms.jobs.models import Notice
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from tests.dashboard.people import client_of, main_of, make_manager, make_trainer
from tests.factories.assignments import TEXT, add, make_writing, stored
from tests.factories.certificates import make_certified_run
from tests.factories.courses import make_run

pytestmark = pytest.mark.django_db
QUEUE = "/kouluttaja/arvioitavat/"
ALL = {"level-tavoite": "1", "level-keinot": "2"}


@pytest.fixture
def writing(learner):
    return make_writing(learner)


@pytest.fixture
def browser(writing):
    return client_of(writing.trainer)


def page_of(submission) -> str:
    return f"{QUEUE}{submission.pk}/"


def form_of(browser, submission, **values):
    page = browser.get(page_of(submission)).context
    return {"writer": page["writer"], "base": page["seq"], "comment": "", "note": "", "release": "now"} | values


def review_by(submission, reviewer, *, comment="", levels=None):
    given = {"tavoite": "1", "keinot": "1"} if levels is None else levels
    return save_review(
        submission_id=submission.pk, reviewer=reviewer, levels=given, comment=comment, note="", seq=None, base=0,
        writer=f"sivu{reviewer.pk}",
    )  # fmt: skip


def test_the_queue_shows_what_waits_and_only_to_the_runs_own_trainers(writing, browser, trainee):
    writing.write("Pelkkä luonnos.")
    assert "Suunnitelma" not in main_of(browser.get(QUEUE))
    submission = writing.hand_in()
    assert "Tiina Testaaja" in main_of(browser.get(QUEUE))
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    assert "Testaaja" not in main_of(other.get(QUEUE))
    assert other.get(page_of(submission)).status_code == 404
    for stranger in (client_of(make_manager()), client_of(trainee), Client()):
        for address in (QUEUE, page_of(submission)):
            assert stranger.get(address).status_code in (302, 404)


@pytest.mark.parametrize("number", [1, 4])
def test_the_queue_costs_the_same_for_any_number(writing, browser, statements, number):
    writing.hand_in()
    for place in range(number - 1):
        user = User.objects.create_user(email=f"h{place}@example.org", first_name="Hilla", last_name="Hakija")
        enrolment = enrol_learner(run=writing.run, learner=Learner.objects.create(user=user))
        one = type(writing)(enrolment, writing.activity, writing.version, writing.browser)
        Submission.objects.create(work=one.write(), number=1, version=writing.version)
    browser.get(QUEUE)
    with statements(8):
        browser.get(QUEUE)


def test_the_queue_filters_by_run_assignment_and_state(writing, browser):
    submission = writing.hand_in()
    own = f"{QUEUE}?toteutus={writing.run.code}&tehtava={writing.activity.slug}"
    assert page_of(submission) in main_of(browser.get(own))
    assert page_of(submission) not in main_of(browser.get(f"{QUEUE}?toteutus=muu"))
    assert page_of(submission) not in main_of(browser.get(f"{QUEUE}?tila=arvioidut"))
    assert page_of(submission) in main_of(browser.get(f"{QUEUE}?tila=kukkuu"))


def test_who_has_left_the_training_is_not_in_the_queue(writing, browser, trainee):
    submission = writing.hand_in()
    cancel_enrolment(enrolment=writing.enrolment, actor=trainee)
    assert page_of(submission) not in main_of(browser.get(QUEUE))
    assert browser.get(page_of(submission)).status_code == 404


def test_marks_are_saved_by_themselves_and_the_learner_sees_nothing(writing, browser):
    submission = writing.hand_in()
    form = form_of(browser, submission, comment="Hyvä alku.", note="Muistettava.", **ALL)
    answer = browser.post(f"{page_of(submission)}tallenna/", form | {"seq": "1"})
    assert answer.status_code == 200
    review = Review.objects.get()
    assert (review.levels, review.comment, review.note) == ({"tavoite": 1, "keinot": 2}, "Hyvä alku.", "Muistettava.")
    assert "Hyvä alku." in main_of(browser.get(page_of(submission)))
    own = main_of(writing.browser.get(writing.address))
    assert "Hyvä alku." not in own
    assert "peru/" not in own  # somebody reads it now


def test_levels_that_are_none_of_this_rubric_are_left_out(writing):
    submission = writing.hand_in()
    hostile = {"tavoite": "9", "keinot": "-1", "muu": "1", "": "1"}
    assert review_by(submission, writing.trainer, levels=hostile).levels == {}


def test_accepting_completes_the_requirement_and_the_training_in_the_same_answer(writing, browser):
    submission = writing.hand_in()
    form = form_of(browser, submission, comment="Kiitos.", decision="accept", **ALL)
    assert browser.post(page_of(submission), form).status_code == 302
    progress = Progress.objects.get()
    assert (progress.evidence_kind, progress.evidence_id) == ("assignment_accepted", submission.pk)
    assert Enrolment.objects.get(pk=writing.enrolment.pk).status == "completed"
    own = main_of(writing.browser.get(writing.address))
    assert "Kiitos." in own
    assert "Olli Opettaja" in own
    assert "keinot: asiakkaan sanoin ja mittari" in own


def test_accepting_the_last_requirement_gives_the_certificate(learner):
    writing = make_writing(learner)
    run = make_certified_run(writing.activity.course)
    enrolment = enrol_learner(run=run, learner=learner)
    own = type(writing)(enrolment, writing.activity, writing.version, writing.browser)
    submission = own.hand_in()
    review_by(submission, own.trainer)
    decide(submission_id=submission.pk, reviewer=own.trainer, decision="accepted", hold=False)
    assert award_of(enrolment) is not None


@pytest.mark.parametrize(
    "values",
    [
        {"decision": "accept", "level-tavoite": "1"},
        {"decision": "return", "comment": "  "} | ALL,
        {"decision": "muu"} | ALL,
        {},
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_what_was_typed_is_kept(writing, browser, values):
    submission = writing.hand_in()
    answer = browser.post(page_of(submission), form_of(browser, submission, note="Tallessa.", **values))
    assert answer.status_code == 422
    assert "Tallessa." in main_of(answer)
    assert Review.objects.get().state == "open"
    assert not Progress.objects.exists()


def test_returned_work_is_completed_until_it_is_accepted(writing, browser):
    first = writing.hand_in()
    browser.post(page_of(first), form_of(browser, first, comment="Kerro keinoista lisää.", decision="return"))
    own = main_of(writing.browser.get(writing.address))
    assert "Kerro keinoista lisää." in own
    assert TEXT in own
    second = writing.hand_in("Nyt keinot ovat mukana.")
    assert second.number == 2
    assert TEXT in main_of(browser.get(page_of(second)))  # the earlier version with its feedback
    browser.post(page_of(second), form_of(browser, second, decision="accept", **ALL))
    assert writing.work.state == "accepted"
    assert [one.state for one in Submission.objects.order_by("number")] == ["returned", "accepted"]
    run_due()
    assert Notice.objects.filter(key__startswith="submission-feedback:").count() == 2
    assert not any("Kerro keinoista" in one.body for one in mail.outbox)


def test_held_feedback_is_nobodys_until_it_is_given(writing, browser):
    submission = writing.hand_in()
    form = form_of(browser, submission, comment="Hieno.", decision="accept", release="hold", **ALL)
    browser.post(page_of(submission), form)
    assert not Progress.objects.exists()
    assert "Hieno." not in main_of(writing.browser.get(writing.address))
    assert page_of(submission) in main_of(browser.get(f"{QUEUE}?tila=valmiina"))
    browser.post(f"{QUEUE}anna/", {"item": f"s{submission.pk}", "when": "now"})
    assert Progress.objects.exists()
    assert "Hieno." in main_of(writing.browser.get(writing.address))


def test_giving_gives_only_what_is_ready_in_ones_own_runs_and_only_once(writing):
    submission = writing.hand_in()
    review_by(submission, writing.trainer)
    decide(submission_id=submission.pk, reviewer=writing.trainer, decision="accepted", hold=True)
    other = make_trainer(make_run(), "muu@example.org")
    client_of(other).post(f"{QUEUE}anna/")
    assert not Progress.objects.exists()
    assert give_held(submission_ids=[submission.pk], actor=writing.trainer) == 1
    assert give_held(submission_ids=[submission.pk], actor=writing.trainer) == 0


def test_a_second_trainer_sees_who_marks_and_may_take_over(writing, browser):
    submission = writing.hand_in()
    review_by(submission, writing.trainer, comment="Minun.")
    second = make_trainer(writing.run, "toinen@example.org")
    theirs = client_of(second)
    page = main_of(theirs.get(page_of(submission)))
    assert "Olli Opettaja" in page
    assert "<textarea" not in page
    with pytest.raises(HeldByAnother):
        review_by(submission, second)
    with pytest.raises(HeldByAnother):
        decide(submission_id=submission.pk, reviewer=second, decision="accepted", hold=False)
    answer = theirs.post(page_of(submission), {"comment": "Kirjoitin jo.", "decision": "accept"})
    assert answer.status_code == 409
    assert "Kirjoitin jo." in main_of(answer)
    take_over(submission_id=submission.pk, reviewer=second)
    assert "Minun." in main_of(theirs.get(page_of(submission)))
    assert browser.post(f"{page_of(submission)}tallenna/", {"comment": "Vanha."}).status_code == 409
    assert Review.objects.get().comment == "Minun."


def test_two_windows_of_one_trainer_lose_nothing(writing, browser):
    submission = writing.hand_in()
    one, two = form_of(browser, submission, comment="Ensin."), form_of(browser, submission, comment="Sitten.")
    browser.post(page_of(submission), one | {"save": "1"})
    answer = browser.post(page_of(submission), two | {"save": "1"})
    assert answer.status_code == 409
    assert "Sitten." in main_of(answer)
    assert Review.objects.get().comment == "Ensin."


def test_what_was_taken_back_or_given_is_marked_no_more(writing, browser):
    submission = writing.hand_in()
    form = form_of(browser, submission, comment="Myöhässä.", decision="return")
    writing.browser.post(f"{writing.address}peru/")
    answer = browser.post(page_of(submission), form)
    assert answer.status_code == 409
    assert "Myöhässä." in main_of(answer)
    with pytest.raises(NotWaiting):
        take_over(submission_id=submission.pk, reviewer=writing.trainer)


def test_after_a_decision_comes_the_oldest_that_nobody_else_marks(writing, browser):
    submission = writing.hand_in()
    user = User.objects.create_user(email="seuraava@example.org")
    enrolment = enrol_learner(run=writing.run, learner=Learner.objects.create(user=user))
    one = type(writing)(enrolment, writing.activity, writing.version, client_of(user))
    following = one.hand_in()
    answer = browser.post(page_of(submission), form_of(browser, submission, decision="accept", **ALL))
    assert answer["Location"] == page_of(following)
    answer = browser.post(page_of(following), form_of(browser, following, decision="accept", **ALL))
    assert answer["Location"] == QUEUE


def test_covering_replaces_the_text_everywhere_and_returns_the_work(writing, browser):
    first = writing.hand_in("Asiakas Maija Meikäläinen asuu Kuusamossa.")
    browser.post(page_of(first), form_of(browser, first, comment="MAIJA  Meikäläinen?", decision="return"))
    second = writing.hand_in("Maija\nMeikäläinen haluaa töihin.")
    form = {"passages": "Maija Meikäläinen\nKuusamossa", "reason": "Poista nimi ja paikka."}
    assert browser.post(f"{page_of(second)}peita/", form).status_code == 302
    held = str([*Submission.objects.values_list("text"), *Review.objects.values_list("comment"), writing.work.text])
    exported = str([section.rows for section in sections_of(writing.enrolment.learner)])
    for text in (held, exported, main_of(writing.browser.get(writing.address))):
        assert "Meikäläinen" not in text
        assert "Kuusamo" not in text
    second.refresh_from_db()
    assert (second.state, writing.work.state) == ("returned", "returned")
    assert "Poista nimi ja paikka." in main_of(writing.browser.get(writing.address))


def test_reason_of_a_covering_that_came_too_late_can_be_copied(writing, browser):
    submission = writing.hand_in("Asiakas Maija Meikäläinen asuu Kuusamossa.")
    assert withdraw(enrolment=writing.enrolment, activity_id=writing.activity.pk)
    form = {"passages": "Maija Meikäläinen", "reason": "Poista nimi ja kirjoita sen tilalle A."}
    answer = browser.post(f"{page_of(submission)}peita/", form)
    assert answer.status_code == 404
    assert "Poista nimi ja kirjoita sen tilalle A." in main_of(answer)


def test_covering_takes_a_file_away_for_good(writing, browser, django_capture_on_commit_callbacks):
    add(writing, "Maija Meikäläinen.pdf")
    submission = writing.hand_in()
    file = WorkFile.objects.get()
    name = file.file.name
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"{page_of(submission)}peita/", {"files": [str(file.pk)], "reason": "Nimi tiedostossa."})
    assert not WorkFile._meta.get_field("file").storage.exists(name)
    file.refresh_from_db()
    assert (file.name, file.file.name, file.in_draft) == (".pdf", "", False)
    for address in (f"{page_of(submission)}tiedosto/{file.pk}/", f"{writing.address}tiedosto/{file.pk}/"):
        assert browser.get(address).status_code == 404
    assert writing.browser.get(f"{writing.address}tiedosto/{file.pk}/").status_code == 404


def test_the_text_to_copy_the_words_from_is_in_view(writing, browser):
    page = main_of(browser.get(f"{page_of(writing.hand_in())}peita/"))
    assert '<details class="fold" open>' in page


@pytest.mark.parametrize(
    "form",
    [
        {"passages": "", "reason": "Syy"},
        {"passages": "a", "reason": "Syy"},
        {"passages": "ei ole", "reason": "Syy"},
        {"passages": "Asiakas", "reason": ""},
        {"passages": "Asiakas", "reason": "Syy", "files": ["999999"]},
    ],
)
def test_covering_nothing_is_refused(writing, browser, form):
    submission = writing.hand_in()
    if "files" in form:
        browser_of = writing.browser
        browser_of.post(f"{writing.address}peru/")
        add(writing)
        submission = writing.hand_in()
    assert browser.post(f"{page_of(submission)}peita/", form).status_code == 422
    submission.refresh_from_db()
    assert (submission.text, submission.state) == (submission.work.text, "waiting")


def test_covering_in_another_run_finds_nothing(writing):
    submission = writing.hand_in()
    with pytest.raises(NothingCovered):
        cover_and_return(
            submission_id=submission.pk, passages=["ei ole"], file_ids=[], reason="Syy", actor=writing.trainer
        )
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    assert other.post(f"{page_of(submission)}peita/", {"passages": "Asiakas", "reason": "x"}).status_code == 404


def test_a_trainer_gives_more_time_with_a_reason(writing, browser):
    address = f"{QUEUE}lisaaika/{writing.run.code}/{writing.enrolment.pk}/{writing.activity.slug}/"
    assert browser.post(address, {"until": "2090-01-31", "reason": ""}).status_code == 422
    assert browser.post(address, {"until": "2000-01-31", "reason": "Sovittu."}).status_code == 422
    assert browser.post(address, {"until": "2090-01-31", "reason": "Sovittu."}).status_code == 302
    assert "31.1.2090" in main_of(writing.browser.get(writing.address))
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    assert other.get(address).status_code == 404


def test_the_export_has_every_version_and_given_feedback_with_its_note(writing):
    submission = writing.hand_in()
    review_by(submission, writing.trainer, comment="Palaute tässä.")
    exported = str([section.rows for section in sections_of(writing.enrolment.learner)])
    assert TEXT in exported
    assert "Palaute tässä." not in exported
    decide(submission_id=submission.pk, reviewer=writing.trainer, decision="accepted", hold=False)
    exported = str([section.rows for section in sections_of(writing.enrolment.learner)])
    assert "Palaute tässä." in exported
    assert "keinot: asiakkaan sanoin" in exported


def test_erasing_a_person_takes_works_files_and_reviews(writing, django_capture_on_commit_callbacks):
    before = stored()
    add(writing)
    submission = writing.hand_in()
    review_by(submission, writing.trainer)
    with django_capture_on_commit_callbacks(execute=True):
        erase_learner(learner=writing.enrolment.learner)
    assert [model.objects.count() for model in (Submission, Review, WorkFile)] == [0, 0, 0]
    assert stored() == before


def test_a_trainer_who_is_erased_leaves_the_feedback_behind(writing):
    submission = writing.hand_in()
    review_by(submission, writing.trainer, comment="Jää talteen.")
    trainer = writing.trainer
    erase_learner(learner=Learner.objects.create(user=trainer))
    review = Review.objects.get()
    assert (review.reviewer, review.comment) == (None, "Jää talteen.")
    second = make_trainer(writing.run, "uusi@example.org")
    with pytest.raises(NotDecided):
        decide(submission_id=submission.pk, reviewer=second, decision="muu", hold=False)
