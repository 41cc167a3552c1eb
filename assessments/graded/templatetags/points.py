"""Points in words: stored as hundredths, read as "4,5"."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def points(hundredths: int | None) -> str:
    """Hundredths as a number of the reader's language, without zeros that say nothing."""
    whole, rest = divmod(hundredths or 0, 100)
    return number_format(Decimal(f"{whole}.{rest:02}".rstrip("0").rstrip(".")), use_l10n=True)
