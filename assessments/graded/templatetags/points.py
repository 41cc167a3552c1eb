"""Points in words: stored as hundredths, read as "4,5"."""

from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language

register = template.Library()


@register.filter
def points(hundredths: int | None) -> str:
    """Hundredths as a number of the reader's language, without zeros that say nothing."""
    return _written(hundredths or 0, get_language())


@lru_cache(maxsize=4096)
def _written(hundredths: int, _language: str | None) -> str:
    """Remembered, as a result says the same few figures again and again, in the active language."""
    whole, rest = divmod(hundredths, 100)
    return number_format(Decimal(f"{whole}.{rest:02}".rstrip("0").rstrip(".")), use_l10n=True)
