"""Self-assessment: publishing its statements, answering, skipping, deleting one's answers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.graded.models.competence import CompetenceAnswer, CompetenceVersion
from assessments.graded.rules.competence import CompetenceSettings, levels_given
from assessments.graded.services.authoring import digest_of
from courses.api import Activity, Enrolment, Evidence, complete_activity
from lms.records.audit import log_fact


class NothingChosen(Exception):
    """No statement has a level. Who wants to leave it undone skips it."""


@transaction.atomic
def publish_competence(
    *, key: UUID, set_key: UUID, settings: CompetenceSettings, actor: Any = None
) -> CompetenceVersion:
    """Fix the statements for who answers from now on. Publishing the same again changes nothing."""
    list(Activity.objects.select_for_update().filter(key=key))  # two at once would make the same number
    newest = CompetenceVersion.objects.filter(activity_key=key).order_by("-number").first()
    stored = settings.stored()
    digest = digest_of({"set": str(set_key), "settings": stored})
    if newest and newest.hash == digest:
        return newest
    number = newest.number + 1 if newest else 1
    version = CompetenceVersion.objects.create(
        activity_key=key, set_key=set_key, number=number, settings=stored, hash=digest
    )
    log_fact("competence.published", subject=version, actor=actor)
    return version


@transaction.atomic
def save_levels(
    *, enrolment: Enrolment, activity_id: int, version: CompetenceVersion, levels: Mapping[str, str]
) -> CompetenceAnswer:
    """Store how somebody assesses themselves; the step is done. Raises ``NothingChosen``."""
    given = levels_given(CompetenceSettings.restored(version.settings), levels)
    if not given:
        raise NothingChosen
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    answer, _made = CompetenceAnswer.objects.update_or_create(
        enrolment=enrolment,
        activity_id=activity_id,
        defaults={"version": version, "levels": given, "saved_at": timezone.now()},
    )
    evidence = Evidence(kind="exercise_saved", id=answer.pk)
    complete_activity(
        enrolment_id=enrolment.pk, activity_id=activity_id, evidence=evidence, actor=enrolment.learner.user
    )
    return answer


def skip_competence(*, enrolment: Enrolment, activity_id: int) -> None:
    """Leave it unanswered: nothing is stored but that the step is done."""
    complete_activity(
        enrolment_id=enrolment.pk,
        activity_id=activity_id,
        evidence=Evidence(kind="self_marked"),
        actor=enrolment.learner.user,
    )


@transaction.atomic
def delete_levels(*, enrolment: Enrolment, activity_id: int) -> None:
    """Delete one's own answers; the step stays done."""
    for answer in CompetenceAnswer.objects.filter(enrolment=enrolment, activity_id=activity_id):
        log_fact("competence.deleted", subject=answer, actor=enrolment.learner.user)
        answer.delete()


def move_competence(*, source_id: int, target_id: int) -> None:
    """Two enrolments of one person become one: the answers follow where there are none yet."""
    staying = CompetenceAnswer.objects.filter(enrolment_id=target_id).values_list("activity_id", flat=True)
    moving = CompetenceAnswer.objects.filter(enrolment_id=source_id)
    moving.filter(activity_id__in=list(staying)).delete()
    moving.update(enrolment_id=target_id)
