"""Correcting the name on a certificate: a new one in the place of the old, and everybody is led to it."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from certificates.api import Award, award_of, revoke_award
from lms.jobs.models import Job
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, do_steps, enrol_people, main_of, make_manager, make_trainer
from tests.factories.certificates import make_certified_run

RIGHT = {"holder": "Aino Esimerkki-Oikea", "reason": "Sukunimi oli väärin"}


@pytest.fixture
def award(db) -> Award:
    run = make_certified_run(lessons=1)
    enrolment = enrol_people(run, "Aino Esimerkki")[0]
    do_steps(enrolment)
    return award_of(enrolment)


@pytest.fixture(params=[make_trainer, make_manager], ids=["trainer", "cohort administrator"])
def staff(request, award):
    user = make_trainer(award.enrolment.run) if request.param is make_trainer else make_manager()
    client = client_of(user)
    client.user = user
    return client


def address(award: Award, name: str = "correct") -> str:
    return reverse(f"trainer:{name}", args=[award.enrolment.run.code, award.key])


def test_a_corrected_name_stands_on_a_new_certificate_and_the_old_one_leads_to_it(staff, award, client):
    listed = staff.get(reverse("trainer:awards", args=[award.enrolment.run.code])).content.decode()
    assert address(award) in listed
    response = staff.post(address(award), RIGHT, follow=True)
    new = Award.objects.get(supersedes=award)
    assert new.serial in main_of(response)
    assert (new.public["holder"], new.public["course"]) == ("Aino Esimerkki-Oikea", award.public["course"])
    assert new.serial != award.serial
    old_page = client.get(reverse("certificates:verify", args=[award.key])).content.decode()
    assert reverse("certificates:verify", args=[new.key]) in old_page
    new_page = client.get(reverse("certificates:verify", args=[new.key])).content.decode()
    assert gettext("The certificate is genuine and valid") in new_page
    assert client.get(reverse("certificates:verify_json", args=[award.key])).json()["state"] == "superseded"


def test_the_correction_is_in_the_log_with_its_actor_and_reason_and_the_holder_is_told(staff, award):
    staff.post(address(award), RIGHT)
    new = Award.objects.get(supersedes=award)
    entry = AuditEntry.objects.get(verb="award.reissued")
    assert (entry.actor_key, entry.reason, entry.subject_id) == (staff.user.key, RIGHT["reason"], str(new.pk))
    assert entry.learner_key == award.enrolment.learner.key
    assert entry.detail == {"fields": ["holder"], "supersedes": award.serial}
    assert Job.objects.filter(key=f"certificates.new:{new.pk}").exists()


def test_the_participants_page_leads_to_correcting_the_name_on_the_certificate(staff, award):
    page = reverse("trainer:participant", args=[award.enrolment.run.code, award.enrolment_id])
    assert address(award) in main_of(staff.get(page))


def test_the_name_of_the_account_is_offered(staff, award):
    user = award.enrolment.learner.user
    user.last_name = "Muutettu"
    user.save()
    assert 'value="Aino Muutettu"' in main_of(staff.get(address(award)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("holder", ""),
        ("holder", "Aino Esimerkki"),
        ("holder", "  Aino   Esimerkki "),
        ("holder", "\u200b\u202e"),
        ("holder", "a\x00b"),
        ("holder", "x" * 201),
        ("reason", ""),
        ("reason", "x" * 501),
    ],
)
def test_what_cannot_be_is_refused_with_the_text_kept(staff, award, field, value):
    response = staff.post(address(award), RIGHT | {field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    other = "reason" if field == "holder" else "holder"
    assert RIGHT[other] in main_of(response)
    assert Award.objects.count() == 1


@pytest.mark.parametrize("state", ["revoked", "replaced"])
def test_only_a_live_certificate_is_corrected(staff, award, state):
    if state == "revoked":
        revoke_award(award=award, reason="Virhe", actor=None)
    else:
        staff.post(address(award), RIGHT)
    count = Award.objects.count()
    assert staff.get(address(award)).status_code == 404
    assert staff.post(address(award), RIGHT | {"holder": "Muu Nimi"}).status_code == 404
    assert Award.objects.count() == count
    listed = staff.get(reverse("trainer:awards", args=[award.enrolment.run.code])).content.decode()
    assert address(award) not in listed


def test_a_certificate_of_another_run_is_not_corrected_through_ones_own(award):
    other = make_certified_run(lessons=1)
    client = client_of(make_trainer(other))
    assert client.post(reverse("trainer:correct", args=[other.code, award.key]), RIGHT).status_code == 404
    assert Award.objects.count() == 1
