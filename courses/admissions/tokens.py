"""The signed link that an employer gets: it names one request and nothing about anybody."""

from django.core import signing

from courses.admissions.models import Approval

SALT = "polku.admissions.approval"


def issue_link(approval: Approval) -> str:
    """What stands in the address of the link; asking again makes a new one and the earlier one useless."""
    return signing.dumps([approval.pk, approval.serial], salt=SALT)


def read_link(text: str) -> tuple[int, int] | None:
    """(request, serial) of the link, or None when it is not ours. A link whose time is over still says whose."""
    try:
        pk, serial = signing.loads(text, salt=SALT)
        return int(pk), int(serial)
    except (signing.BadSignature, ValueError, TypeError):
        return None
