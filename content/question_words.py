"""Tags and categories as authors write them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

LONGEST_TAG = 60


def tags_in(text: str) -> list[str]:
    """Each tag once, without spare spaces. Raises ``ValidationError`` for one that is too long."""
    tags = {" ".join(tag.split()) for tag in text.split(",")} - {""}
    if any(len(tag) > LONGEST_TAG for tag in tags):
        raise ValidationError(gettext("A tag has at most %(count)s characters.") % {"count": LONGEST_TAG})
    return sorted(tags, key=str.casefold)


def category_in(text: str) -> str:
    """A path without empty steps."""
    return "/".join(filter(None, (part.strip() for part in text.split("/"))))
