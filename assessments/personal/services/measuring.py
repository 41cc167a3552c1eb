"""Publishing scales, and what a person does with one: reply, finish, delete, let it be counted or not."""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assessments.kinds.scales import Instrument, to_plain
from assessments.personal.models import FigureConsent, Measurement, Scale, ScaleVersion, Vault
from assessments.personal.services.answers import vault_for
from lms.accounts.api import Learner


class Finished(Exception):
    """The measurement is finished and stands as it is; nothing was changed."""


@transaction.atomic
def publish_scale(*, key: UUID, slug: str, instrument: Instrument) -> ScaleVersion:
    """Offer the instrument. When anything of it has changed there is a new version; what rests on the old stays."""
    plain = to_plain(instrument)
    digest = hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    Scale.objects.update_or_create(key=key, defaults={"slug": slug, "is_offered": True})
    scale = Scale.objects.select_for_update().get(key=key)
    newest = scale.versions.order_by("-number").first()
    if newest and newest.hash == digest:
        return newest
    number = newest.number + 1 if newest else 1
    return ScaleVersion.objects.create(scale=scale, number=number, content=plain, hash=digest)


def retire_scale(*, key: UUID) -> None:
    """Nobody is asked any more; what was answered stays."""
    Scale.objects.filter(key=key).update(is_offered=False)


@sensitive_variables()
@transaction.atomic
def keep_reply(*, learner: Any, version: ScaleVersion, moment: str, item_id: str, chosen: int | None) -> Measurement:
    """Keep the reply to one statement: the number of an option, or None for "I cannot say". Replying again changes it.

    Raises ``Finished``, and ValueError for what the version does not ask.
    """
    return keep_replies(learner=learner, version=version, moment=moment, replies={item_id: chosen})


@sensitive_variables()
@transaction.atomic
def keep_replies(
    *,
    learner: Any,
    version: ScaleVersion,
    moment: str,
    replies: Mapping[str, int | None],
    cleared: Collection[str] = (),
    paper: dict[str, Any] | None = None,
) -> Measurement:
    """Keep several replies at once and take those of the statements ``cleared`` away, as a sheet of ``paper`` has it;
    what is in neither stays. Raises as ``keep_reply``."""
    instrument = version.instrument
    for item_id, chosen in replies.items():
        if instrument.item(item_id) is None or not (chosen is None or 1 <= chosen <= len(instrument.options)):
            raise ValueError(item_id)
    one = _own(learner, version, moment) or Measurement(vault=vault_for(learner), version=version, moment=moment)
    if one.finished_at:
        raise Finished
    key = one.vault.open_key()
    before, sheet = one.read_sheet(key) if one.pk else ({}, None)
    kept = {item_id: chosen for item_id, chosen in before.items() if item_id not in cleared}
    one.write(key, kept | dict(replies), paper or sheet)
    one.saved_at = timezone.now()
    one.save()
    return one


@transaction.atomic
def finish_measurement(*, learner: Any, version: ScaleVersion, moment: str) -> bool:
    """From now on it stands as it is. Doing it again changes nothing; False when there is none to finish."""
    one = _own(learner, version, moment)
    if one is None:
        return False
    if one.finished_at is None:
        one.finished_at = timezone.now()
        one.save(update_fields=["finished_at"])
    return True


@transaction.atomic
def delete_measurements(*, learner: Any, scale_slug: str, moment: str) -> bool:
    """Delete what the person answered at this moment, in whichever version; False when there is nothing."""
    mine = Measurement.objects.filter(vault__owner_id=learner.pk, version__scale__slug=scale_slug, moment=moment)
    deleted, _models = mine.delete()
    return bool(deleted)


@transaction.atomic
def answer_consent(*, learner: Any, says_yes: bool) -> None:
    """Yes or no to being counted in figures of groups. A no leaves the next report, and needs no reason."""
    values = {"says_yes": says_yes, "answered_at": timezone.now()}
    FigureConsent.objects.update_or_create(learner_id=learner.pk, defaults=values)


def fold_consents(*, source_id: int, target_id: int) -> None:
    """Joining two learners: a no on either side is a no."""
    for one in FigureConsent.objects.select_for_update().filter(learner_id=source_id):
        theirs = FigureConsent.objects.filter(learner_id=target_id)
        if not theirs.exists():
            FigureConsent.objects.filter(pk=one.pk).update(learner_id=target_id)
            continue
        if not one.says_yes:
            theirs.filter(says_yes=True).update(says_yes=False, answered_at=one.answered_at)
        one.delete()


def _own(learner: Any, version: ScaleVersion, moment: str) -> Measurement | None:
    """The person's measurement. They are held, and so are their vaults: two first replies at once make one."""
    list(Learner.objects.select_for_update(of=("self",)).filter(pk=learner.pk).values_list("pk"))
    vaults = list(Vault.objects.select_for_update().filter(owner_id=learner.pk).order_by("pk"))
    mine = Measurement.objects.select_related("vault").filter(vault__in=vaults, version=version, moment=moment)
    return mine.order_by("-saved_at", "-pk").first()
