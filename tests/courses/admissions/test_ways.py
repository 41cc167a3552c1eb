"""Coming in by a code, and choosing the way in."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.admissions.models import Admission, Question, Turn
from courses.admissions.rules.codes import key_of, new_code
from courses.admissions.rules.queue import EVENING, MORNING, cut_off, reply_by
from courses.admissions.services.guessing import WRONG_PER_ADDRESS
from courses.admissions.services.queue import join_queue
from courses.api import Enrolment, Run
from lms.accounts.api import words
from lms.dashboard.services import appoint_trainer
from tests.courses.admissions.people import browser_of, let_in_by, make_full_run, make_person
from tests.dashboard.people import make_staff
from tests.factories import make_run

CODE = "/koulutukset/koodi/"


@pytest.fixture
def run(db):
    cache.clear()
    return make_run(type="blended_cohort", lessons=1, capacity=2, is_open=False)


@pytest.fixture
def teacher(run):
    user = make_staff("opettaja@example.org", first_name="Olli", last_name="Opettaja")
    appoint_trainer(run=run, user=user, actor=user)
    client = Client()
    client.force_login(user)
    return client


def test_a_code_lets_in_however_it_is_typed(run):
    code = let_in_by(run, "code").code
    learner = make_person()
    response = browser_of(learner).post(CODE, {"code": code.upper().replace("-", "  ")})
    assert response["Location"].endswith(f"/oma/opinnot/{run.code}/")
    assert Enrolment.objects.active().filter(run=run, learner=learner).exists()
    assert Admission.objects.get().code_used == 1
    browser_of(learner).post(CODE, {"code": code})
    assert Admission.objects.get().code_used == 1  # in already


def test_a_code_into_a_full_run_leads_into_its_queue(run):
    code = let_in_by(run, "code").code
    Run.objects.filter(pk=run.pk).update(capacity=1)
    browser_of(make_person()).post(CODE, {"code": code})
    late = make_person()
    assert browser_of(late).post(CODE, {"code": code})["Location"].endswith("/jono/")
    assert Turn.objects.get().learner == late


@pytest.mark.parametrize(
    "over",
    [
        {"code_ends": datetime.date(2020, 1, 1)},
        {"code_limit": 1, "code_used": 1},
        {"way": "invitation"},
    ],
)
def test_a_code_that_is_over_says_why_and_what_to_do(run, over):
    code = let_in_by(run, "code").code
    Admission.objects.update(**over)
    response = browser_of(make_person()).post(CODE, {"code": code})
    assert response.status_code == 422
    assert code in response.content.decode()  # nothing typed is lost
    assert not Enrolment.objects.exists()


def test_a_new_code_makes_the_old_one_useless(run, teacher):
    old = let_in_by(run, "code").code
    teacher.post(reverse("trainer:new-code", args=[run.code]))
    new = Admission.objects.get().code
    assert new != old
    assert browser_of(make_person()).post(CODE, {"code": old}).status_code == 422
    assert browser_of(make_person()).post(CODE, {"code": new}).status_code == 302


def test_wrong_codes_are_counted_and_then_no_code_is_looked_up(run):
    code = let_in_by(run, "code").code
    browser = browser_of(make_person())
    for _ in range(WRONG_PER_ADDRESS):
        assert browser.post(CODE, {"code": "väärä"}).status_code == 422
    assert browser.post(CODE, {"code": code}).status_code == 429


def test_the_runs_own_page_asks_for_the_code(run, client):
    let_in_by(run, "code")
    assert client.get(f"/koulutukset/toteutus/{run.code}/ilmoittaudu/")["Location"].endswith("/koodi/")
    assert "tili/login" in client.get(f"/koulutukset/toteutus/{run.code}/koodi/").content.decode()


def test_a_trainer_chooses_the_way_and_asks_questions(run, teacher):
    way = reverse("trainer:way", args=[run.code])
    assert teacher.post(way, {"way": "application"}).status_code == 422  # the hours to answer are missing
    response = teacher.post(way, {"way": "application", "reply_hours": "24", "instructions": "Haku on auki."})
    assert response["Location"] == reverse("trainer:application-questions", args=[run.code])
    assert Admission.objects.get().reply_hours == 24
    question = {"kind": "short", "text": "Missä työskentelet?", "why": "Ryhmät ovat alueittain."}
    for text in ("Missä työskentelet?", "Mikä on tehtäväsi?"):
        teacher.post(response["Location"], question | {"text": text, "required": "on"})
    first, second = Question.objects.all()
    teacher.post(reverse("trainer:application-question-up", args=[run.code, second.pk]))
    assert [one.pk for one in Question.objects.all()] == [second.pk, first.pk]
    teacher.post(reverse("trainer:application-question", args=[run.code, first.pk]), question | {"text": "Missä?"})
    teacher.post(reverse("trainer:application-question-drop", args=[run.code, second.pk]))
    assert [(one.text, one.required) for one in Question.objects.all()] == [("Missä?", False)]


@pytest.mark.parametrize(
    "wrong", [{"text": "Onko sinulla sairauksia?"}, {"kind": "choice", "options": "Vain yksi"}, {"why": ""}]
)
def test_a_question_that_will_not_do_is_refused_with_its_text_kept(run, teacher, wrong):
    question = {"kind": "short", "text": "Missä työskentelet?", "why": "Ryhmät."} | wrong
    response = teacher.post(reverse("trainer:application-questions", args=[run.code]), question)
    assert response.status_code == 422
    assert question["text"] in response.content.decode()
    assert not Question.objects.exists()


def test_a_type_offers_only_its_own_ways(db):
    alone = make_run(type="self_paced", lessons=1)
    user = make_staff("toinen@example.org")
    appoint_trainer(run=alone, user=user, actor=user)
    client = Client()
    client.force_login(user)
    assert client.post(reverse("trainer:way", args=[alone.code]), {"way": "application"}).status_code == 422
    assert client.post(reverse("trainer:way", args=[alone.code]), {"way": "code"}).status_code == 302


def test_a_place_beyond_the_queue_takes_a_reason_and_one_place_more(db):
    run, _inside = make_full_run()
    first, second = make_person(), make_person()
    for who in (first, second):
        join_queue(run=run, learner=who, actor=None)
    user = make_staff("opettaja@example.org")
    appoint_trainer(run=run, user=user, actor=user)
    client = Client()
    client.force_login(user)
    turn = Turn.objects.get(learner=second)
    page = reverse("trainer:extra-place", args=[run.code, turn.pk])
    assert client.post(page, {"reason": ""}).status_code == 422
    client.post(page, {"reason": "Sovittu työnantajan kanssa."})
    turn.refresh_from_db()
    assert (turn.state, turn.is_extra) == (Turn.State.OFFERED, True)
    assert Run.objects.get(pk=run.pk).capacity == 2
    assert Turn.objects.get(learner=first).state == Turn.State.WAITING
    assert client.post(page, {"reason": "Toisen kerran."}).status_code == 404


@given(st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2027, 12, 31)), st.integers(12, 336))
def test_no_time_to_answer_ends_at_night_or_early(now, hours):
    now = timezone.make_aware(now, datetime.UTC)
    due = timezone.localtime(reply_by(now, hours))
    assert MORNING <= due.hour < EVENING
    assert due >= timezone.localtime(now + datetime.timedelta(hours=hours)).replace(second=0, microsecond=0)
    assert due - now < datetime.timedelta(hours=hours + 15)


def test_offers_end_with_enrolling_or_where_trainers_decide_with_the_first_day():
    closes = timezone.now()
    starts = datetime.date(2027, 1, 14)
    assert cut_off(decides=False, closes=closes, starts=starts, ends=None) == closes
    assert timezone.localtime(cut_off(decides=True, closes=closes, starts=starts, ends=None)).date() == starts
    assert cut_off(decides=True, closes=None, starts=None, ends=None) is None


def test_codes_are_short_and_forgiving():
    code = new_code(words())
    assert code.count("-") >= 2
    assert key_of(code.upper().replace("-", " ")) == key_of(code)
    assert key_of("Hämy–Kuu 27") == "hamykuu27"
