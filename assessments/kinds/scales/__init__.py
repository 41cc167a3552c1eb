"""Scales: what an instrument is as plain data, and how its answers are counted. No database, no page."""

from assessments.kinds.scales.instrument import (
    Band,
    Instrument,
    Item,
    Limits,
    Option,
    Subscale,
    from_plain,
    problems_in,
    said_in,
    to_plain,
)
from assessments.kinds.scales.scoring import (
    Sum,
    Way,
    change_of,
    fits_best,
    one_decimal,
    rises_most,
    total_of,
    way_between,
    worked_out,
)

__all__ = [
    "Band",
    "Instrument",
    "Item",
    "Limits",
    "Option",
    "Subscale",
    "Sum",
    "Way",
    "change_of",
    "fits_best",
    "from_plain",
    "one_decimal",
    "problems_in",
    "rises_most",
    "said_in",
    "to_plain",
    "total_of",
    "way_between",
    "worked_out",
]
