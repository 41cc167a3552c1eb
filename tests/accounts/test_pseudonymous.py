"""People without an account: begin, come back by code, be forgotten."""

import re
import unicodedata
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lms.accounts.api import (
    TooManyTries,
    deletion_date,
    idle_learners,
    issue_resume_code,
    learner_by_code,
)
from lms.accounts.models import Learner, ResumeCode
from lms.accounts.services import pseudonymous as service
from lms.accounts.services.pseudonymous import words

pytestmark = pytest.mark.django_db
HERE = {"origin": "http://testserver"}


def begin(client) -> Learner:
    client.post("/t/save/", {"text": "x"}, headers=HERE)
    return Learner.objects.get()


def test_learner_is_made_at_the_first_save_and_kept(client):
    client.get("/t/whose/")
    assert Learner.objects.count() == 0
    learner = begin(client)
    assert client.get("/t/whose/").content.decode() == str(learner.key)
    begin(client)


def test_device_counts_as_shared_until_asked(client):
    begin(client)
    assert client.session["policy"] == "shared"


def test_another_browser_is_nobody(client):
    begin(client)
    assert Client().get("/t/whose/").content == b"nobody"


def test_key_of_an_account_in_the_session_opens_nothing(client, learner):
    session = client.session
    session["learner"] = str(learner.key)
    session.save()
    assert client.get("/t/whose/").content == b"nobody"


@pytest.mark.parametrize("value", ["no-uuid", "", 7, None, ["x"]])
def test_damaged_session_is_nobody(client, value):
    session = client.session
    session["learner"] = value
    session.save()
    assert client.get("/t/whose/").content == b"nobody"


def test_coming_back_moves_the_deletion_date(client, settings):
    learner = begin(client)
    Learner.objects.update(last_seen_on=timezone.localdate() - timedelta(days=80))
    client.get("/t/whose/")
    learner.refresh_from_db()
    assert deletion_date(learner) == timezone.localdate() + timedelta(days=settings.PSEUDONYMOUS_IDLE_DAYS)


def test_account_has_no_deletion_date(learner):
    assert deletion_date(learner) is None


def test_code_is_three_words_and_three_digits(pseudonymous):
    code = issue_resume_code(pseudonymous)
    assert re.fullmatch(r"[a-zäö]+-[a-zäö]+-[a-zäö]+ \d{3}", code)


def test_code_brings_its_owner_back(pseudonymous):
    Learner.objects.create()
    assert learner_by_code(issue_resume_code(pseudonymous)) == pseudonymous


@pytest.mark.parametrize(
    "typed",
    [
        "METSÄ-KUPPI-TUULI 274",
        " metsä kuppi  tuuli 274 ",
        "metsa-kuppi-tuuli274",
        "Metsä–Kuppi–Tuuli–274",
        unicodedata.normalize("NFD", "metsä-kuppi-tuuli 274"),
    ],
)
def test_code_forgives_how_it_is_typed(pseudonymous, typed):
    ResumeCode.objects.create(learner=pseudonymous, code_hash=service.fingerprint("metsä-kuppi-tuuli 274"))
    assert learner_by_code(typed) == pseudonymous


@pytest.mark.parametrize("typed", ["", "metsä-kuppi-tuuli 275", "x" * 10_000, "\x00", "🙂 274"])
def test_wrong_code_finds_nobody(pseudonymous, typed):
    ResumeCode.objects.create(learner=pseudonymous, code_hash=service.fingerprint("metsä-kuppi-tuuli 274"))
    assert learner_by_code(typed) is None


def test_new_code_ends_the_old_one(pseudonymous):
    old = issue_resume_code(pseudonymous)
    new = issue_resume_code(pseudonymous)
    assert learner_by_code(old) is None
    assert learner_by_code(new) == pseudonymous


def test_code_is_not_in_the_database(pseudonymous):
    code = issue_resume_code(pseudonymous)
    stored = ResumeCode.objects.get().code_hash
    assert re.fullmatch(r"[0-9a-f]{64}", stored)
    assert stored != service.fingerprint(code, "another secret")


def test_code_outlives_a_change_of_the_secret_key(pseudonymous, settings):
    code = issue_resume_code(pseudonymous)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the next one"
    assert learner_by_code(code) == pseudonymous


def test_code_of_somebody_who_has_an_account_now_opens_nothing(pseudonymous, trainee):
    code = issue_resume_code(pseudonymous)
    Learner.objects.filter(pk=pseudonymous.pk).update(user=trainee)
    assert learner_by_code(code) is None


def test_guessing_is_stopped_by_address(pseudonymous, rf, monkeypatch):
    monkeypatch.setattr(service, "WRONG_PER_ADDRESS", 3)
    code = issue_resume_code(pseudonymous)
    guesser = rf.post("/", REMOTE_ADDR="192.0.2.1")
    for _ in range(3):
        learner_by_code("väärä koodi 000", request=guesser)
    with pytest.raises(TooManyTries):
        learner_by_code(code, request=guesser)
    assert learner_by_code(code, request=rf.post("/", REMOTE_ADDR="192.0.2.2")) == pseudonymous


def test_guessing_is_stopped_altogether(pseudonymous, rf, monkeypatch):
    monkeypatch.setattr(service, "WRONG_ALTOGETHER", 3)
    for number in range(3):
        learner_by_code("väärä koodi 000", request=rf.post("/", REMOTE_ADDR=f"192.0.2.{number}"))
    with pytest.raises(TooManyTries):
        learner_by_code("väärä koodi 000")


def test_right_codes_are_not_counted(pseudonymous, monkeypatch):
    monkeypatch.setattr(service, "WRONG_ALTOGETHER", 1)
    code = issue_resume_code(pseudonymous)
    assert [learner_by_code(code) for _ in range(5)] == [pseudonymous] * 5


def test_idle_learners_are_those_without_account_whose_date_has_come(pseudonymous, learner, settings):
    old = timezone.localdate() - timedelta(days=settings.PSEUDONYMOUS_IDLE_DAYS)
    Learner.objects.create()
    Learner.objects.filter(pk__in=[pseudonymous.pk, learner.pk]).update(last_seen_on=old)
    assert list(idle_learners()) == [pseudonymous]


def test_words_are_1024_and_tell_apart_without_their_dots():
    plain = {service.canonical(word) for word in words()}
    assert len(words()) == len(plain) == 1024
