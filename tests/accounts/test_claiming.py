"""Joining work done without an account to an account."""

from datetime import timedelta

import pytest
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Enrolment
from lms.accounts.api import issue_resume_code, learner_by_code, learners_merging, merge_learners
from lms.accounts.models import ClaimIntent, Learner, Merge
from lms.accounts.services.merging import pointing_models
from tests.accounts.conftest import PASSWORD, code_in, newest_mail, sign_in
from tests.factories import make_run

pytestmark = pytest.mark.django_db
HERE = {"origin": "http://testserver"}


def begin(client) -> Learner:
    client.post("/t/save/", {"text": "x"}, headers=HERE)
    return Learner.objects.get(user=None)


@pytest.fixture
def studying(client) -> Learner:
    """Somebody without an account who takes part in a run, in this browser."""
    learner = begin(client)
    Enrolment.objects.create(run=make_run(), learner=learner)
    return learner


def mine(account) -> Learner:
    return Learner.objects.get(user=account)


def test_every_model_that_points_to_a_learner_says_how_it_merges():
    silent = [model._meta.label for model, _field in pointing_models() if not model.privacy.merge]
    single = [model for model, field in pointing_models() if isinstance(field, models.OneToOneField)]
    assert silent == []
    assert [model._meta.label for model in single if model.privacy.merge == "repoint"] == []  # two rows need folding


def test_claim_by_signing_in_shows_what_moves_and_moves_it(client, account, studying):
    assert client.post("/tili/liita/aloita/")["Location"] == "/tili/login/"
    assert sign_in(client)["Location"] == "/tili/liita/"
    assert _(Enrolment.privacy.about) in client.get("/tili/liita/").content.decode()
    client.post("/tili/liita/")
    assert Enrolment.objects.get().learner == mine(account)
    assert not ClaimIntent.objects.exists()


def test_claim_by_signing_up_moves_the_work(client, studying):
    assert client.post("/tili/liita/aloita/", {"new": "1"})["Location"] == "/tili/signup/"
    client.post("/tili/signup/", {"email": "uusi@example.org", "password1": PASSWORD})
    response = client.post("/tili/confirm-email/", {"code": code_in(newest_mail())})
    assert response["Location"] == "/tili/tervetuloa/?next=/tili/liita/"
    client.post("/tili/liita/")
    assert Enrolment.objects.get().learner.user.email == "uusi@example.org"


def test_reading_the_claim_page_moves_nothing(client, account, studying):
    client.post("/tili/liita/aloita/")
    sign_in(client)
    client.get("/tili/liita/")
    assert Enrolment.objects.get().learner == studying


def test_leaving_it_moves_nothing_and_forgets_the_wish(client, account, studying):
    client.post("/tili/liita/aloita/")
    sign_in(client)
    client.post("/tili/liita/", {"leave": "1"})
    assert Enrolment.objects.get().learner == studying
    assert client.get("/tili/liita/").status_code == 404


def test_second_post_finds_nothing_to_do(client, account, studying):
    client.post("/tili/liita/aloita/")
    sign_in(client)
    client.post("/tili/liita/")
    assert client.post("/tili/liita/").status_code == 404
    assert Merge.objects.count() == 1


def test_signing_in_without_a_wish_takes_nothing_along(client, account, studying):
    """B signs in on A's browser: B must not inherit A's work, now or after signing out."""
    sign_in(client)
    assert client.get("/t/whose/").content.decode() == str(mine(account).key)
    client.post("/tili/logout/")
    assert client.get("/t/whose/").content == b"nobody"
    assert Enrolment.objects.get().learner == studying


def test_signing_out_empties_the_wish(client, account, studying):
    client.post("/tili/liita/aloita/")
    sign_in(client)
    client.post("/tili/logout/")
    sign_in(client)
    assert client.get("/tili/liita/").status_code == 404


def test_wish_of_yesterday_is_stale(client, account, studying):
    client.post("/tili/liita/aloita/")
    ClaimIntent.objects.update(created_at=timezone.now() - timedelta(days=2))
    sign_in(client)
    assert client.get("/tili/liita/").status_code == 404


def test_newcomer_and_account_have_nothing_to_claim(client, account):
    assert client.post("/tili/liita/aloita/").status_code == 404
    client.force_login(account)
    assert client.post("/tili/liita/aloita/").status_code == 404
    assert client.get("/tili/liita/aloita/").status_code == 405


def test_merging_ends_the_resume_code(pseudonymous, learner):
    code = issue_resume_code(pseudonymous)
    merge_learners(source=pseudonymous, target=learner)
    assert learner_by_code(code) is None


def test_merging_folds_same_run_enrolments_into_one_with_the_earliest_date(pseudonymous, learner):
    run, early = make_run(), timezone.now() - timedelta(days=3)
    Enrolment.objects.create(run=run, learner=pseudonymous, enrolled_at=early)
    Enrolment.objects.create(run=run, learner=learner)
    merge_learners(source=pseudonymous, target=learner)
    assert Enrolment.objects.get(learner=learner).enrolled_at == early


def test_merging_twice_changes_nothing_more(pseudonymous, learner):
    merge_learners(source=pseudonymous, target=learner)
    merge_learners(source=pseudonymous, target=learner)
    assert Merge.objects.count() == 1


def test_merging_into_oneself_does_nothing(learner):
    merge_learners(source=learner, target=learner)
    assert Merge.objects.count() == 0


def test_empty_source_is_gone_after_merging(pseudonymous, learner):
    merge_learners(source=pseudonymous, target=learner)
    assert not Learner.objects.filter(key=pseudonymous.key).exists()


def test_nickname_comes_along_where_there_was_none(pseudonymous, learner):
    Learner.objects.filter(pk=pseudonymous.pk).update(nickname="Pilvi")
    pseudonymous.refresh_from_db()
    merge_learners(source=pseudonymous, target=learner)
    learner.refresh_from_db()
    assert learner.nickname == "Pilvi"


def test_failing_room_undoes_the_whole_merge(pseudonymous, learner):
    Enrolment.objects.create(run=make_run(), learner=pseudonymous)

    def fail(**ids):
        raise RuntimeError

    learners_merging.receiver(fail)
    try:
        with pytest.raises(RuntimeError):
            merge_learners(source=pseudonymous, target=learner)
    finally:
        learners_merging._receivers.remove(fail)
    assert Merge.objects.count() == 0
    assert Enrolment.objects.get().learner == pseudonymous
