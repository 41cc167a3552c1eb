"""When two accounts of one person become one: applications and turns follow, one a run."""

from django.db.models import F
from django.utils import timezone

from courses.admissions.models import Application, Turn
from courses.api import Run


def join_admissions(*, source_id: int, target_id: int, **_accounts: int) -> None:
    """Two accounts of one person become one."""
    fold_applications(source_id=source_id, target_id=target_id)
    fold_turns(source_id=source_id, target_id=target_id)


def fold_applications(*, source_id: int, target_id: int) -> None:
    """Of two to the same run the one that has got further stays, the target's when both are as far."""
    kept = {one.run_id: one for one in Application.objects.select_for_update().filter(learner_id=target_id)}
    for moving in Application.objects.select_for_update().filter(learner_id=source_id).order_by("pk"):
        twin = kept.get(moving.run_id)
        if twin and _how_far(twin) >= _how_far(moving):
            moving.delete()
            continue
        if twin:
            twin.delete()
        Application.objects.filter(pk=moving.pk).update(learner_id=target_id)


def _how_far(one: Application) -> tuple[bool, bool, bool]:
    return one.state != Application.State.WITHDRAWN, bool(one.decided_at), bool(one.sent_at)


def fold_turns(*, source_id: int, target_id: int) -> None:
    """The earlier of two turns stays; a place that the other one holds is given back, and the worker offers it."""
    now = timezone.now()
    runs = Turn.objects.filter(learner_id__in=[source_id, target_id], ended_at=None).order_by("run_id")
    for run_id in sorted(set(runs.values_list("run_id", flat=True))):
        Run.objects.select_for_update().get(pk=run_id)
        _, *others = Turn.objects.filter(run_id=run_id, learner_id__in=[source_id, target_id], ended_at=None).order_by(
            "pk"
        )
        for turn in others:
            if turn.state == Turn.State.OFFERED:
                Run.objects.filter(pk=run_id, places_taken__gt=0).update(places_taken=F("places_taken") - 1)
            Turn.objects.filter(pk=turn.pk).update(state=Turn.State.LEFT, ended_at=now)
    Turn.objects.filter(learner_id=source_id).update(learner_id=target_id)
