"""The signed link that a supervisor gets: it names one request for approval and nothing about anybody."""

from django.core import signing

from assessments.graded.rules.projects import LINK_LIFE

SALT = "polku.graded.endorsement"


def issue_link(endorsement_id: int) -> str:
    """What stands in the address of the link."""
    return signing.dumps(endorsement_id, salt=SALT)


def read_link(text: str) -> int | None:
    """Which request the link is of; None when it is not ours. A link whose time is over still says that it was."""
    try:
        return int(signing.loads(text, salt=SALT, max_age=2 * LINK_LIFE))
    except (signing.BadSignature, ValueError, TypeError):
        return None
