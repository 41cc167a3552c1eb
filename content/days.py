"""The planned contact days of a training between its author's page and its records."""

from typing import Any


def planned_days_of(page: Any) -> list[dict[str, Any]]:
    """The days of a course page as ``courses`` stores them: plain data with a key that stays when a day is edited."""
    return [{"key": str(block.id), **block.block.get_prep_value(block.value)} for block in page.days]
