"""C-10: what was awarded stays as it was, whatever happens around it."""

import hashlib

import pytest
from django.core.files.storage import storages
from django.db import transaction

from certificates.api import (
    Award,
    AwardFile,
    CannotReissue,
    issue_award,
    pdf_bytes,
    pdf_of,
    publish_template,
    reconcile_awards,
    reissue_award,
    revoke_award,
)
from certificates.snapshot import hash_of
from courses.api import CourseFacts, recompute_completions, sync_course
from lms.accounts.api import User
from lms.jobs.api import run_due
from lms.jobs.models import Mail
from lms.records.models import AuditEntry
from tests.factories.certificates import make_award


@pytest.fixture
def award(learner):
    return make_award(learner)


def test_no_later_change_reaches_the_snapshot_or_the_pdf_and_no_mail_goes(award):
    run_due()
    before = (award.snapshot, pdf_of(award).sha256, Mail.objects.count())
    course = award.enrolment.run.course
    texts = {"fi": {"heading": "Uusi otsikko", "sentence": "Uusi lause"}}
    publish_template(key=award.template.key, name="Uusi", kind="todistus", texts=texts)
    sync_course(CourseFacts(course.key, course.code, course.type, course.policy, "fi", "Uusi nimi", 99))
    User.objects.update(first_name="Toinen", last_name="Nimi")
    assert recompute_completions() == 0
    assert reconcile_awards() == 0
    issue_award(award.enrolment_id)
    run_due()
    award = Award.objects.get()
    assert (award.snapshot, pdf_of(award).sha256, Mail.objects.count()) == before
    assert award.snapshot_hash == hash_of(award.snapshot)


def test_the_first_pdf_bytes_are_the_file_of_record(award):
    run_due()
    stored = AwardFile.objects.get()
    content = pdf_bytes(award)
    assert hashlib.sha256(content).hexdigest() == stored.sha256
    assert pdf_of(award) == stored
    run_due()
    assert AwardFile.objects.count() == 1


def test_a_pdf_that_the_disk_lost_is_made_again_and_the_trail_says_so(award, caplog):
    before = pdf_bytes(award)
    storages["private"].delete(pdf_of(award).file.name)
    assert pdf_bytes(award) == before
    assert AuditEntry.objects.filter(verb="award.pdf_restored").count() == 1
    assert pdf_bytes(award) == before


def test_erasing_the_file_row_removes_the_file(award, django_capture_on_commit_callbacks):
    stored = pdf_of(award)
    name = stored.file.name
    with django_capture_on_commit_callbacks(execute=True):
        stored.delete()
    assert not storages["private"].exists(name)


def test_revoking_keeps_the_first_date_and_the_reason(award, trainer):
    first = revoke_award(award=award, reason="Väärä henkilö", actor=trainer)
    again = revoke_award(award=award, reason="Muu syy", actor=trainer)
    assert (again.revoked_at, again.revoke_reason) == (first.revoked_at, "Väärä henkilö")
    entry = AuditEntry.objects.get(verb="award.revoked")
    assert (entry.actor_key, entry.reason) == (trainer.key, "Väärä henkilö")


def test_reissuing_gives_a_new_certificate_that_supersedes(award, trainer):
    new = reissue_award(award=award, actor=trainer, reason="Nimi muuttui", changes={"holder": "Tiina Uusinimi"})
    old = Award.objects.get(pk=award.pk)
    assert (new.supersedes, old.superseded_at is not None) == (old, True)
    assert (new.public["holder"], new.public["number"]) == ("Tiina Uusinimi", new.serial)
    assert len({old.key, new.key, old.serial, new.serial}) == 4
    assert old.snapshot == award.snapshot
    assert issue_award(award.enrolment_id) == new
    run_due()
    assert Mail.objects.count() == 2


def test_only_a_live_certificate_is_reissued_and_only_its_facts_corrected(award, trainer):
    with pytest.raises(CannotReissue):
        reissue_award(award=award, actor=trainer, reason="x", changes={"number": "POLKU-2026-999999"})
    with pytest.raises(ValueError, match="reason"):
        reissue_award(award=award, actor=trainer, reason=" ", changes={})
    revoke_award(award=award, reason="Väärin", actor=trainer)
    with pytest.raises(CannotReissue):
        reissue_award(award=award, actor=trainer, reason="x", changes={})
    assert Award.objects.count() == 1


def test_the_holder_cannot_be_deleted_from_under_a_certificate(award):
    with pytest.raises(Exception, match="protected"), transaction.atomic():
        award.enrolment.delete()
    assert Award.objects.count() == 1
