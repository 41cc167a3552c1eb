"""Nothing of a person is left but what has to be, in any table or file."""

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from certificates.models import Award, AwardFile
from courses.models import Enrolment, RunStaff
from lms.accounts.api import deletion_date, issue_resume_code
from lms.accounts.models import Learner, User
from lms.jobs.api import queue_mail
from lms.privacy.api import CannotErase, erase_learner, personal_declarations, what_stays
from lms.records.models import AuditEntry
from tests.factories import make_run
from tests.factories.certificates import make_award
from tests.factories.graded import make_taking
from tests.factories.personal import make_answer

pytestmark = pytest.mark.django_db
CANARY = "kanarialintu"


@pytest.fixture
def full(learner) -> Learner:
    """Somebody with a row in every table that can hold one, a canary in each free text."""
    user = learner.user
    User.objects.filter(pk=user.pk).update(first_name=CANARY, last_name=CANARY, email=f"{CANARY}@example.org")
    Learner.objects.filter(pk=learner.pk).update(nickname=CANARY)
    learner = Learner.objects.select_related("user").get(pk=learner.pk)  # remembers its user when that is gone
    EmailAddress.objects.create(user=user, email=f"{CANARY}@example.org", verified=True, primary=True)
    Authenticator.objects.create(user=user, type="totp", data={"secret": CANARY})
    UserSession.objects.create(user=user, session_key="k" * 32, ip="192.0.2.7", user_agent=CANARY)
    make_taking(learner).start()
    make_answer(learner, text=CANARY)
    issue_resume_code(learner)
    queue_mail(key="m", to=f"{CANARY}@example.org", subject="Koodisi", text=CANARY)
    return learner


def everything_in_the_database() -> str:
    """All rows of all tables as text."""
    return "\n".join(str(row) for model in apps.get_models() for row in model._base_manager.values_list())


def left_of(learner: Learner) -> list[str]:
    return [
        held.model._meta.label
        for held in personal_declarations()
        if held.privacy.erase != "keep" and held.rows_of(learner).exists()
    ]


def test_erasing_leaves_no_row_and_no_word(full):
    assert CANARY in everything_in_the_database()
    erase_learner(learner=full)
    assert left_of(full) == []
    assert CANARY not in everything_in_the_database()
    assert not User.objects.exists()


def test_erasing_leaves_everybody_else(full):
    other = Learner.objects.create(nickname="toinen")
    make_answer(other, text="toisen oma")
    make_taking(other).start()
    before = {held.model: held.rows_of(other).count() for held in personal_declarations()}
    erase_learner(learner=full)
    assert {held.model: held.rows_of(other).count() for held in personal_declarations()} == before


def test_erasing_somebody_without_an_account_leaves_no_row(pseudonymous):
    make_answer(pseudonymous, text="x")
    issue_resume_code(pseudonymous)
    erase_learner(learner=pseudonymous)
    assert left_of(pseudonymous) == []
    assert not Learner.objects.exists()


def test_erasing_somebody_with_an_award_keeps_the_award_and_what_it_stands_on(full):
    award = make_award(full)
    erase_learner(learner=full)
    assert Award.objects.get().pk == award.pk
    assert Enrolment.objects.get().pk == award.enrolment_id
    tombstone = Learner.objects.get()
    assert (tombstone.key, tombstone.user, tombstone.nickname) == (full.key, None, "")
    assert not User.objects.exists()
    assert set(left_of(full)) == {"accounts.Learner", "courses.Enrolment", "certificates.Award"}


def test_erasing_deletes_the_file_too(full, django_capture_on_commit_callbacks):
    award = make_award(full)
    AwardFile.objects.filter(award=award).delete()
    name = storages["private"].save("t/kanaria.pdf", ContentFile(b"%PDF"))
    AwardFile.objects.create(award=award, file=name, sha256="0" * 64)
    with django_capture_on_commit_callbacks(execute=True):
        erase_learner(learner=full)
    assert not AwardFile.objects.exists()
    assert not storages["private"].exists(name)


def test_erasing_a_trainer_ends_their_part_in_runs(full):
    RunStaff.objects.create(run=make_run(), user=full.user)
    erase_learner(learner=full)
    assert not RunStaff.objects.exists()


def test_erasing_that_cannot_be_done_leaves_everything(full, monkeypatch):
    held = [d for d in personal_declarations() if d.model._meta.label != "personal.Vault"]
    monkeypatch.setattr("lms.privacy.erasure.personal_declarations", lambda: held)
    before = everything_in_the_database()
    with pytest.raises(CannotErase, match="personal.Vault"):
        erase_learner(learner=full)
    assert everything_in_the_database() == before


def test_erasing_is_written_down_by_key_alone(full):
    erase_learner(learner=full)
    entry = AuditEntry.objects.filter(verb="learner.erased").get()
    assert (entry.learner_key, entry.detail, entry.reason) == (full.key, {}, "")


def test_page_says_what_goes_and_what_stays_and_deletes_on_a_confirmed_post(client, pseudonymous):
    make_answer(pseudonymous, text="x")
    session = client.session
    session["learner"] = str(pseudonymous.key)
    session.save()
    html = client.get("/oma/tiedot/poista/").content.decode()
    assert 'name="confirm"' in html
    assert client.post("/oma/tiedot/poista/").status_code == 422
    assert Learner.objects.exists()
    assert client.post("/oma/tiedot/poista/", {"confirm": "1"})["Location"] == "/oma/tiedot/poistettu/"
    assert client.get("/oma/tiedot/poistettu/").status_code == 200
    assert not Learner.objects.exists()


def test_deleting_an_account_asks_who_one_is_once_more(client, full):
    client.force_login(full.user)
    full.user.set_password("pitkä salasana 1")
    full.user.save()
    client.force_login(full.user)
    assert "/tili/reauthenticate/" in client.get("/oma/tiedot/poista/")["Location"]
    client.post("/tili/reauthenticate/", {"password": "pitkä salasana 1"})
    assert client.get("/oma/tiedot/poista/").status_code == 200
    client.post("/oma/tiedot/poista/", {"confirm": "1"})
    assert not User.objects.exists()
    assert client.get("/tili/").status_code == 302


def test_reading_the_delete_page_deletes_nothing(client, pseudonymous):
    session = client.session
    session["learner"] = str(pseudonymous.key)
    session.save()
    client.get("/oma/tiedot/poista/?confirm=1")
    assert Learner.objects.exists()


def test_what_stays_names_the_award_only_for_those_who_have_one(learner):
    assert not any("certificate" in about for about in what_stays(learner))
    make_award(learner)
    assert any("certificate" in about for about in what_stays(learner))


def test_purge_erases_those_whose_date_has_come_and_dry_run_only_counts(pseudonymous, learner):
    Learner.objects.update(last_seen_on=timezone.localdate() - timedelta(days=90))
    fresh = Learner.objects.create()
    assert deletion_date(pseudonymous) > timezone.localdate()
    said = StringIO()
    call_command("purge_idle_learners", dry_run=True, stdout=said)
    assert said.getvalue() == "1 would be erased.\n"
    assert Learner.objects.count() == 3
    call_command("purge_idle_learners", stdout=said)
    assert set(Learner.objects.all()) == {learner, fresh}


def test_remove_demo_accounts_erases_them_and_nobody_else(full):
    User.objects.create_user("demo@example.org", is_demo=True, key=uuid.uuid4())
    call_command("remove_demo_accounts", stdout=StringIO())
    assert [user.pk for user in User.objects.all()] == [full.user_id]
