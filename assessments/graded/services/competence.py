"""Self-assessment: publishing its statements, answering, skipping, deleting one's answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.graded.models.competence import CompetenceAnswer, CompetenceDraft, CompetenceVersion
from assessments.graded.rules.competence import CompetenceSettings, levels_given
from assessments.graded.services.authoring import digest_of
from courses.api import Activity, Enrolment, Evidence, complete_activity
from lms.records.audit import log_fact


class NothingChosen(Exception):
    """No statement has a level. Who wants to leave it undone skips it."""


class Overtaken(Exception):
    """Another page of the same person has saved a draft since."""


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


@dataclass(frozen=True)
class Page:
    """An open page: its own name, and the number of the draft that it was opened with."""

    writer: str
    base: int

    def has_seen(self, draft: CompetenceDraft | None) -> bool:
        """Whether nothing was chosen in another window since this page was opened."""
        return draft is None or draft.writer == self.writer or draft.seq <= self.base


@transaction.atomic
def save_draft_levels(
    *,
    enrolment: Enrolment,
    activity_id: int,
    settings: CompetenceSettings,
    levels: Mapping[str, str],
    page: Page,
    seq: int,
) -> CompetenceDraft:
    """Keep what is chosen so far, for when its page is opened again. ``seq`` is counted by the page. Raises
    ``Overtaken``."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    draft, _made = CompetenceDraft.objects.get_or_create(enrolment=enrolment, activity_id=activity_id)
    if not page.has_seen(draft) or seq <= draft.seq:
        raise Overtaken
    draft.levels, draft.saved_at = levels_given(settings, levels), timezone.now()
    draft.seq, draft.writer = seq, page.writer
    draft.save()
    return draft


def drop_draft_levels(*, enrolment: Enrolment, activity_id: int) -> None:
    """Forget what was chosen and not saved."""
    CompetenceDraft.objects.filter(enrolment=enrolment, activity_id=activity_id).delete()


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
    drop_draft_levels(enrolment=enrolment, activity_id=activity_id)
    evidence = Evidence(kind="exercise_saved", id=answer.pk)
    complete_activity(
        enrolment_id=enrolment.pk, activity_id=activity_id, evidence=evidence, actor=enrolment.learner.user
    )
    return answer


def skip_competence(*, enrolment: Enrolment, activity_id: int) -> None:
    """Leave it unanswered: nothing is stored but that the step is done."""
    drop_draft_levels(enrolment=enrolment, activity_id=activity_id)
    complete_activity(
        enrolment_id=enrolment.pk,
        activity_id=activity_id,
        evidence=Evidence(kind="self_marked"),
        actor=enrolment.learner.user,
    )


@transaction.atomic
def delete_levels(*, enrolment: Enrolment, activity_id: int) -> None:
    """Delete one's own answers; the step stays done."""
    drop_draft_levels(enrolment=enrolment, activity_id=activity_id)
    for answer in CompetenceAnswer.objects.filter(enrolment=enrolment, activity_id=activity_id):
        log_fact("competence.deleted", subject=answer, actor=enrolment.learner.user)
        answer.delete()


@transaction.atomic
def save_evidence(*, answer: CompetenceAnswer, evidence: Mapping[str, Sequence[int]]) -> None:
    """Store which of their own steps show what somebody can do; statements without any are left out."""
    answer = CompetenceAnswer.objects.select_for_update().get(pk=answer.pk)
    answer.evidence = {key: sorted(set(steps)) for key, steps in evidence.items() if steps}
    answer.save(update_fields=["evidence"])


def move_competence(*, source_id: int, target_id: int) -> None:
    """Two enrolments of one person become one: of two answers to the same moment the newer stays, with what either
    says to show it."""
    staying = {one.activity_id: one for one in CompetenceAnswer.objects.filter(enrolment_id=target_id)}
    for moving in CompetenceAnswer.objects.select_for_update().filter(enrolment_id=source_id):
        twin = staying.get(moving.activity_id)
        if twin:
            newer, older = (moving, twin) if moving.saved_at > twin.saved_at else (twin, moving)
            both = {*newer.evidence, *older.evidence}
            newer.evidence = {key: sorted({*newer.evidence.get(key, ()), *older.evidence.get(key, ())}) for key in both}
            newer.save(update_fields=["evidence"])
            older.delete()
        CompetenceAnswer.objects.filter(pk=moving.pk).update(enrolment_id=target_id)
    begun = set(CompetenceDraft.objects.filter(enrolment_id=target_id).values_list("activity_id", flat=True))
    drafts = CompetenceDraft.objects.filter(enrolment_id=source_id)
    drafts.exclude(activity_id__in=begun).update(enrolment_id=target_id)
    drafts.all().delete()
