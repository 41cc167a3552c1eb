"""Dates on certificates, short and never to be mistaken for another order of day and month."""

import datetime

from django.utils import translation
from django.utils.dateformat import format as format_date

FORMATS = {"fi": "j.n.Y", "sv": "j.n.Y", "en": "j F Y"}


def shown_day(day: str | datetime.date, language: str) -> str:
    """3.6.2027, or 3 June 2027 in English."""
    value = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    with translation.override(language):
        return format_date(value, FORMATS.get(language, FORMATS["fi"]))


def shown_period(first: str, last: str, language: str) -> str:
    """From the first day to the last, or the one day."""
    days = (first,) if first == last else (first, last)
    return "–".join(shown_day(day, language) for day in days)
