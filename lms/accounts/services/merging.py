"""Folding the work of somebody without an account into their account."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string

from lms.accounts.models import ClaimIntent, Learner, Merge
from lms.accounts.services.pseudonymous import end_resume_codes
from lms.accounts.signals import learners_merging
from lms.records.audit import log_fact

CLAIM_SESSION_KEY = "claim"
CLAIM_LIFE = timedelta(days=1)


def open_claim(request: HttpRequest) -> ClaimIntent:
    """Write down that the pseudonymous person of this live session wants their work in an account."""
    intent = ClaimIntent.objects.create(learner=request.learner)
    request.session[CLAIM_SESSION_KEY] = intent.token
    return intent


def claim_of(request: HttpRequest) -> ClaimIntent | None:
    """The intent of this session, while it is fresh and its learner still has no account."""
    token = request.session.get(CLAIM_SESSION_KEY)
    if not token:
        return None
    fresh = ClaimIntent.objects.filter(created_at__gt=timezone.now() - CLAIM_LIFE, learner__user=None)
    return fresh.select_related("learner").filter(token=token).first()


def drop_claim(request: HttpRequest) -> None:
    """Forget the intent of this session."""
    token = request.session.pop(CLAIM_SESSION_KEY, None)
    ClaimIntent.objects.filter(token=token).delete()


def what_moves(learner: Learner) -> list[str]:
    """What merging would move, in the words of the privacy declarations, in English for translation."""
    found = []
    for model, field in pointing_models():
        if model not in (ClaimIntent, Merge) and model._base_manager.filter(**{field.name: learner}).exists():
            found.append(model.privacy.about)
    return found


def merge_learners(*, source: Learner, target: Learner, actor: Any = None) -> None:
    """Fold ``source`` into ``target`` in one transaction; doing it again changes nothing.

    Any failure undoes all: the rooms hear of it without savepoints. What a room could not fold stays behind with
    the source and goes with the clean-up of idle people.
    """
    with transaction.atomic():
        learners = {row.pk: row for row in Learner.objects.select_for_update().filter(pk__in=[source.pk, target.pk])}
        if source.pk not in learners or source.pk == target.pk:
            return
        _, is_new = Merge.objects.get_or_create(source_key=source.key, target=target)
        if not is_new:
            return
        end_resume_codes(source)
        learners_merging.announce_strictly(source_id=source.pk, target_id=target.pk)
        _fold(source, target)
        if source.nickname and not target.nickname:
            Learner.objects.filter(pk=target.pk).update(nickname=source.nickname)
        log_fact("learner.merged", subject=target, actor=actor, learner_key=target.key)
        _delete_if_empty(source)


def drop_intents(*, source_id: int, target_id: int) -> None:
    """Merge: the wish is fulfilled."""
    ClaimIntent.objects.filter(learner_id=source_id).delete()


def pointing_models() -> list[tuple[type[models.Model], models.Field]]:
    """Every model with a foreign key to Learner, and that key."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Learner
    ]


def _fold(source: Learner, target: Learner) -> None:
    for model, field in pointing_models():
        how = model.privacy.merge
        if how == "repoint":
            model._base_manager.filter(**{field.name: source}).update(**{field.name: target})
        else:
            import_string(how)(source_id=source.pk, target_id=target.pk)


def _delete_if_empty(source: Learner) -> None:
    try:
        with transaction.atomic():
            source.delete()
    except ProtectedError:
        Learner.objects.filter(pk=source.pk).update(nickname="")
