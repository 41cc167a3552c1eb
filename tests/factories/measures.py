"""A scale with four statements in two groups, and measurements with it."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from assessments.kinds.scales import Band, Instrument, Item, Limits, Option, Subscale
from assessments.personal.api import answer_consent, finish_measurement, keep_reply, make_site_key, publish_scale
from assessments.personal.models import Measurement, ScaleVersion
from courses.api import Run, enrol_pseudonymously
from lms.accounts.models import Learner

STEPS = ("ei sovi minuun", "sopii vähän", "sopii jonkin verran", "sopii hyvin", "sopii tosi hyvin")
HOPE = Subscale(
    "toivo", {"fi": "Toivo", "sv": "Hopp"}, (Item("t1", {"fi": "Minulla on asia."}), Item("t2", {"fi": "Keksin."})), 1
)
TRUST = Subscale(
    "luottamus", {"fi": "Luottamus"}, (Item("l1", {"fi": "Opin uutta."}), Item("l2", {"fi": "Uskallan."})), 2
)


def make_instrument(**values: Any) -> Instrument:
    """Four statements; two groups; the settled limits."""
    plain: dict[str, Any] = {
        "titles": {"fi": "Voimavaramittari", "sv": "Resursmätaren", "en": "Strengths meter"},
        "intros": {"fi": "Oma pohdinta, ei testi."},
        "timeframes": {"fi": "Ajattele kahta viime viikkoa."},
        "moments": "ends",
        "options": tuple(Option({"fi": step}) for step in STEPS),
        "subscales": (HOPE, TRUST),
        "least_subscales": 2,
        "bands": (Band("2.5", {"fi": "lähempänä alkua"}), Band("", {"fi": "lähempänä loppua"})),
        "limits": Limits("0.9", "0.5"),
        "licence": "Omat väittämät.",
    }
    return Instrument(**plain | values)


def make_scale(slug: str = "voimavaramittari", *, key: uuid.UUID | None = None, **values: Any) -> ScaleVersion:
    """A published scale."""
    make_site_key()
    key = key or uuid.uuid5(uuid.NAMESPACE_URL, slug)
    return publish_scale(key=key, slug=slug, instrument=make_instrument(**values))


def make_measurement(
    learner: Learner,
    version: ScaleVersion,
    moment: str = "start",
    *,
    replies: dict[str, int | None] | int = 3,
    finished: datetime.datetime | bool = True,
) -> Measurement:
    """A measurement; one number is the reply to all."""
    asked = version.instrument.asked
    given = replies if isinstance(replies, dict) else {item.id: replies for item in asked}
    for item_id, chosen in given.items():
        keep_reply(learner=learner, version=version, moment=moment, item_id=item_id, chosen=chosen)
    one = Measurement.objects.get(vault__owner=learner, version=version, moment=moment)
    if finished:
        finish_measurement(learner=learner, version=version, moment=moment)
        if isinstance(finished, datetime.datetime):
            Measurement.objects.filter(pk=one.pk).update(finished_at=finished)
    return one


def make_counted(run: Run, version: ScaleVersion, *, days_ago: int, start: int = 2, end: int = 4, says: Any = True):
    """Somebody on the path who has measured twice; ``says`` None has not been asked."""
    learner = Learner.objects.create()
    enrol_pseudonymously(run=run, learner=learner)
    when = timezone.now() - datetime.timedelta(days=days_ago)
    make_measurement(learner, version, "start", replies=start, finished=when)
    make_measurement(learner, version, "end", replies=end, finished=when)
    if says is not None:
        answer_consent(learner=learner, says_yes=says)
    return learner
