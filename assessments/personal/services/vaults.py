"""Whose vaults they are, and their end."""

from itertools import chain
from typing import Any

from django.db import transaction

from assessments.personal.models import Entry, FigureConsent, Sitting, Vault
from assessments.personal.site_key import site_keys, wrapped_with

BATCH = 200


def reown_vaults(*, source_id: int, target_id: int) -> None:
    """Joining two learners: the vaults change owner and nothing is re-sealed. May be repeated."""
    Vault.objects.filter(owner_id=source_id).update(owner_id=target_id)


@transaction.atomic
def erase_vaults(*, learner: Any) -> int:
    """Destroy the person's keys, and so every answer and measurement; returns how many answers there were."""
    vaults = list(Vault.objects.select_for_update().filter(owner_id=learner.pk).values_list("pk", flat=True))
    Vault.objects.filter(pk__in=vaults).update(wrapped_key=b"")
    erased, _models = Entry.objects.filter(vault_id__in=vaults).delete()
    FigureConsent.objects.filter(learner_id=learner.pk).delete()
    Vault.objects.filter(pk__in=vaults).delete()
    return erased


def rewrap_vaults() -> int:
    """Wrap every person's key with the newest site key; answers are not touched. May be stopped and repeated."""
    newest, last, done = site_keys()[0].id, 0, 0
    while True:
        with transaction.atomic():
            batch = list(Vault.objects.select_for_update().filter(pk__gt=last).order_by("pk")[:BATCH])
            for vault in batch:
                done += _rewrap(vault, newest)
        if not batch:
            return done
        last = batch[-1].pk


def _rewrap(vault: Vault, newest: str) -> int:
    if wrapped_with(vault.wrapped_key) == newest:
        return 0
    vault.rewrap()
    vault.save(update_fields=["wrapped_key"])
    return 1


def site_keys_in_use() -> frozenset[str]:
    """Ids of the site keys that some vault, or a group that goes on, still needs."""
    wrapped = chain(
        Vault.objects.values_list("wrapped_key", flat=True).iterator(),
        Sitting.objects.values_list("wrapped_key", flat=True),
    )
    return frozenset(wrapped_with(each) for each in wrapped)
