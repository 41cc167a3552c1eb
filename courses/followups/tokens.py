"""The signed link by which somebody answers without an account: it names one conversation and nothing about anybody."""

from django.core import signing

from courses.followups.models import FollowUp

_signer = signing.Signer(salt="polku.followups")


def link_of(one: FollowUp) -> str:
    """What stands in the address. The same until a new link is made."""
    return _signer.sign_object([one.pk, one.serial])


def read_link(text: str) -> tuple[int, int] | None:
    """(follow-up, serial) of the link, or None when it is not ours."""
    try:
        pk, serial = _signer.unsign_object(text)
        return int(pk), int(serial)
    except (signing.BadSignature, ValueError, TypeError):
        return None
