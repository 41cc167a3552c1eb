"""People without an account: how they begin, come back, and are forgotten."""

import re
import secrets
import unicodedata
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache as shared_cache
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from lms.accounts.models import Learner, ResumeCode
from lms.accounts.sessions import (
    DEVICE_TOLD,
    LEARNER_SESSION_KEY,
    OWN_DEVICE_UNTIL_DELETION,
    SHARED_DEVICE,
    apply_policy,
)

WORDS_FILE = Path(__file__).resolve().parents[1] / "words.txt"
SALT = "lms.accounts.resume_code"
#: Wrong codes in ten minutes: a whole class types behind one address, a guesser needs 2^40 tries.
WRONG_PER_ADDRESS = 60
WRONG_ALTOGETHER = 600
WINDOW_SECONDS = 600


class TooManyTries(Exception):
    """Too many wrong codes lately; ``wait_minutes`` says when to try again."""

    wait_minutes = WINDOW_SECONDS // 60


def begin_pseudonymous(request: HttpRequest) -> Learner:
    """The learner of this request, made now if there is none: at the first save, not before. Until the device
    question is answered the device counts as shared."""
    if request.learner:
        return request.learner
    learner = Learner.objects.create(language=(get_language() or settings.LANGUAGE_CODE)[:2])
    hold_learner(request, learner)
    return learner


def hold_learner(request: HttpRequest, learner: Learner) -> None:
    """Let this browser's session be ``learner``'s: after the first save, or by a resume code. Nothing of whoever had
    the session before stays in it, least of all their wish to join their work to the next account."""
    request.session.flush()
    request.session[LEARNER_SESSION_KEY] = str(learner.key)
    apply_policy(request.session, SHARED_DEVICE)
    request.learner = learner


def answer_device_question(request: HttpRequest, *, own: bool) -> None:
    """Keep the session until the deletion date on an own device, and 20 minutes on a shared one."""
    apply_policy(request.session, OWN_DEVICE_UNTIL_DELETION if own else SHARED_DEVICE)
    request.session[DEVICE_TOLD] = True


def issue_resume_code(learner: Learner) -> str:
    """A new sayable code for ``learner``, for example ``metsä-kuppi-tuuli 274``; earlier ones end."""
    while True:
        chosen = "-".join(secrets.choice(words()) for _ in range(3))
        code = f"{chosen} {secrets.randbelow(1000):03d}"
        try:
            with transaction.atomic():
                end_resume_codes(learner)
                ResumeCode.objects.create(learner=learner, code_hash=fingerprint(code))
        except IntegrityError:  # somebody else's code, once in a million lives
            continue
        return code


def end_resume_codes(learner: Learner) -> None:
    """No code brings ``learner`` back any more."""
    ResumeCode.objects.filter(learner=learner, ended_at=None).update(ended_at=timezone.now())


def learner_by_code(text: str, *, request: HttpRequest | None = None) -> Learner | None:
    """Whose code this is. Case, spaces, hyphens and missing dots are forgiven. Wrong codes are counted, by address
    and altogether; raises ``TooManyTries`` when there were too many."""
    counters = _counters(request)
    if any(shared_cache.get(key, 0) >= limit for key, limit in counters.items()):
        raise TooManyTries
    hashes = {fingerprint(text, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)}
    code = ResumeCode.objects.filter(code_hash__in=hashes, ended_at=None, learner__user=None).select_related("learner")
    found = code.first()
    if found is None:
        _count_wrong(counters)
    return found.learner if found else None


def deletion_date(learner: Learner) -> date | None:
    """The day on which an idle pseudonymous person's data goes; None for an account, which does not expire."""
    if learner.user_id:
        return None
    return learner.last_seen_on + timedelta(days=settings.PSEUDONYMOUS_IDLE_DAYS)


def idle_learners(today: date | None = None):
    """Pseudonymous learners whose deletion date has come."""
    limit = (today or timezone.localdate()) - timedelta(days=settings.PSEUDONYMOUS_IDLE_DAYS)
    return Learner.objects.filter(user=None, last_seen_on__lte=limit)


@cache
def words() -> tuple[str, ...]:
    """The words of sayable codes."""
    return tuple(WORDS_FILE.read_text(encoding="utf-8").split())


def canonical(text: str) -> str:
    """The code as it is compared: letters without their dots, and digits, nothing between them."""
    plain = unicodedata.normalize("NFKD", text[:200].casefold())
    return re.sub(r"[^a-z0-9]", "", plain)


def fingerprint(text: str, secret: str | None = None) -> str:
    """Keyed, because a code has 40 bits: whoever steals the table alone cannot try them all."""
    return salted_hmac(SALT, canonical(text), secret=secret, algorithm="sha256").hexdigest()


def _counters(request: HttpRequest | None) -> dict[str, int]:
    counters = {"resume-wrong:all": WRONG_ALTOGETHER}
    if request is not None:
        counters[f"resume-wrong:{get_adapter().get_client_ip(request)}"] = WRONG_PER_ADDRESS
    return counters


def _count_wrong(counters: dict[str, int]) -> None:
    for key in counters:
        if not shared_cache.add(key, 1, timeout=WINDOW_SECONDS):
            try:
                shared_cache.incr(key)
            except ValueError:  # it ran out in between
                shared_cache.add(key, 1, timeout=WINDOW_SECONDS)
