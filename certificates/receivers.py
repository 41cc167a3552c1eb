"""What this room does when it hears of something below, and the jobs it handles."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from certificates.models import Award, AwardFile
from certificates.services.awards import issue_award, move_awards, reconcile_awards
from certificates.services.files import pdf_of
from certificates.services.notices import NEW_AWARD_JOB, tell_holder
from courses.api import enrolment_completed, enrolments_folding
from lms.jobs.api import handler, scheduled


@enrolment_completed.receiver
def award_on_completion(enrolment_id: int) -> None:
    """The certificate is there when the completing act's response is sent."""
    issue_award(enrolment_id)


@enrolments_folding.receiver
def keep_awards_when_folding(source_id: int, target_id: int) -> None:
    """Nothing awarded is lost when two enrolments of one person become one."""
    move_awards(source_id=source_id, target_id=target_id)


@handler(NEW_AWARD_JOB)
def follow_new_award(payload: dict[str, Any]) -> None:
    """Tell the holder, and render the PDF ahead of its first download. Doing it again changes nothing."""
    award = Award.objects.select_related("enrolment__learner__user").get(pk=payload["award"])
    tell_holder(award)
    pdf_of(award)


scheduled("reconcile awards", every=timedelta(hours=1))(reconcile_awards)


@receiver(post_delete, sender=AwardFile)
def remove_file(instance: AwardFile, **kwargs: object) -> None:
    """Erasing a person removes the file too, once the erasure is certain."""
    transaction.on_commit(lambda: instance.file.delete(save=False))
