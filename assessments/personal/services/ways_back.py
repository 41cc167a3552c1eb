"""Coming back by a code that is sent: to an address or a number that the person left for that. A message holds the
code and says nothing of what it opens."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Channel, WayBack
from assessments.personal.services.answers import vault_for
from lms.accounts.api import Learner
from lms.jobs.api import Fact, Kind, Pace, declare, forget_mail, forget_sms, queue_sms, send_letter

SALT = "personal.way_back"
CODE_LIFE = timedelta(minutes=15)
MOST_WRONG = 5

CODE = declare(
    Kind(
        slug="coaching.way_back",
        label=lazy("Code for coming back without an account"),
        subject=lazy("The code you asked for"),
        body=(
            lazy("Your code is %(code)s. It works for 15 minutes."),
            lazy("If you did not ask for it, you need do nothing."),
        ),
        facts={"code": Fact(lazy("The code"), "123 456")},
        needed=frozenset({"code"}),
        pace=Pace.ASKED,
    )
)


@dataclass(frozen=True)
class OwnWayBack:
    """The way back as its owner sees it; its ``repr`` does not show the address."""

    channel: str
    is_confirmed: bool
    address: str = field(repr=False)


def way_back_of(learner: Any) -> OwnWayBack | None:
    """The person's way back; one statement."""
    found = WayBack.objects.select_related("vault").filter(learner_id=learner.pk).first()
    return found and OwnWayBack(found.channel, bool(found.confirmed_at), found.read())


@sensitive_variables()
@transaction.atomic
def set_way_back(*, learner: Any, channel: str, address: str, language: str) -> None:
    """Keep where a code may be sent, and send the first one there; typed in, it confirms the address. The one that is
    confirmed already stays as it is."""
    vault = vault_for(learner)  # its lock: pressing twice makes one
    found = _locked().filter(learner_id=learner.pk).first()
    if found and (found.channel, found.read()) == (channel, address):
        if found.confirmed_at:
            return
    else:
        if found:
            found.delete()
        found = WayBack(learner_id=learner.pk, vault=vault, channel=channel, fingerprint=_print_of(channel, address))
        found.write(address)
    _send(found, address, language)


@sensitive_variables()
@transaction.atomic
def confirm_way_back(*, learner: Any, code: str) -> bool:
    """The person typed the code in: from now on it can be sent there to come back. An address brings back one page,
    the one that was confirmed last."""
    mine = WayBack.objects.filter(learner_id=learner.pk).values_list("fingerprint", flat=True).first()
    same = list(_locked().filter(fingerprint=mine).order_by("pk")) if mine else []
    found = next((one for one in same if one.learner_id == learner.pk), None)
    if found is None or not _takes(found, code):
        return False
    WayBack.objects.filter(pk=found.pk).update(confirmed_at=timezone.now())
    for other in same:
        if other.pk != found.pk and other.confirmed_at:
            other.delete()
    return True


@transaction.atomic
def forget_way_back(*, learner: Any) -> None:
    """Nothing is sent there any more. Again changes nothing."""
    WayBack.objects.filter(learner_id=learner.pk).delete()


@sensitive_variables()
@transaction.atomic
def send_code_back(*, channel: str, address: str, language: str) -> None:
    """Send a code to whoever has left this address; nothing to anybody else, and nobody is told which it was."""
    found = _known(channel, address)
    if found:
        _send(found, address, language)


@sensitive_variables()
@transaction.atomic
def learner_by_sent_code(*, channel: str, address: str, code: str) -> Learner | None:
    """Whom the code brings back. It works once, and no more after a few wrong ones."""
    found = _known(channel, address)
    return found.learner if found and _takes(found, code) else None


def _locked() -> Any:
    return WayBack.objects.select_for_update(of=("self",)).select_related("vault", "learner")


def _known(channel: str, address: str) -> WayBack | None:
    prints = [_print_of(channel, address, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    rows = _locked().filter(fingerprint__in=prints, learner__user=None).exclude(confirmed_at=None)
    return rows.order_by("-confirmed_at", "-pk").first()


def _print_of(channel: str, address: str, secret: str | None = None) -> str:
    """Keyed: telephone numbers are so few that a plain hash of one is the number."""
    return salted_hmac(SALT, f"{channel} {address.casefold()}", secret=secret, algorithm="sha256").hexdigest()


def _hash_of(one: WayBack, code: str) -> str:
    return salted_hmac(f"{SALT}.code", f"{one.key} {code}", algorithm="sha256").hexdigest()


@sensitive_variables()
def _send(one: WayBack, address: str, language: str) -> None:
    """Make a new code and send it; the earlier one ends."""
    code = f"{secrets.randbelow(10**6):06d}"
    one.code_hash, one.code_until, one.wrong_codes = _hash_of(one, code), timezone.now() + CODE_LIFE, 0
    one.codes_sent += 1
    one.save()
    key, shown = f"{one.prefix}{one.codes_sent}", f"{code[:3]} {code[3:]}"
    if one.channel == Channel.MAIL:
        send_letter(CODE, key=key, to=address, language=language, facts={"code": shown})
        return
    with override(language):
        text = _("Your code is %(code)s. It works for 15 minutes. If you did not ask for it, you need do nothing.")
        queue_sms(key=key, to=address, text=text % {"code": shown}, late_at=one.code_until)


@sensitive_variables()
def _takes(one: WayBack, code: str) -> bool:
    """Whether ``code`` is the one that was sent; then it has been used. ``one`` is locked."""
    typed = "".join(letter for letter in code[:40] if letter.isascii() and letter.isdigit())
    if not one.code_hash or one.code_until <= timezone.now() or one.wrong_codes >= MOST_WRONG:
        return False
    rows = WayBack.objects.filter(pk=one.pk)
    if not constant_time_compare(one.code_hash, _hash_of(one, typed)):
        rows.update(wrong_codes=one.wrong_codes + 1)
        return False
    rows.update(code_hash="", code_until=None)
    return True


@receiver(pre_delete, sender=WayBack, dispatch_uid="personal.forget_way_back_messages")
def forget_messages_of(sender: type, instance: WayBack, **kwargs: object) -> None:
    """A way back that goes, for whatever reason, takes its messages and what is known of its address with it."""
    if instance.channel == Channel.MAIL:
        forget_mail(prefix=instance.prefix, for_good=True)
    else:
        forget_sms(prefix=instance.prefix)


def way_back_for_export(learner: Any) -> list[dict[str, Any]]:
    """The person's own copy."""
    rows = WayBack.objects.select_related("vault").filter(learner_id=learner.pk)
    return [{"address": one.read(), "made_at": one.made_at, "confirmed_at": one.confirmed_at} for one in rows]


def drop_ways_back(*, source_id: int, target_id: int) -> None:
    """Joining two learners: whoever has an account comes back by signing in. May be repeated."""
    WayBack.objects.filter(learner_id=source_id).delete()
