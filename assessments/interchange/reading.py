"""Which format a file has, and what stands in it."""

import re

from assessments.interchange.aiken import ANSWER, FIRST_OPTION, read_aiken
from assessments.interchange.encodings import text_of, too_large
from assessments.interchange.facts import MAX_PLAIN, Reading, UnusableFile
from assessments.interchange.gift import read_gift
from assessments.interchange.moodle_xml import read_moodle_xml

#: What no question in Aiken has: a title, or the answers themselves.
GIFT = re.compile(r"^::|\{\s*[=~#]", re.MULTILINE)


def read_file(data: bytes) -> Reading:
    """All questions of a file; its author need not know what the format is called. Raises ``UnusableFile``."""
    text = text_of(data)
    if text.lstrip().startswith("<"):
        return Reading("Moodle XML", read_moodle_xml(text))
    if len(data) > MAX_PLAIN:
        raise UnusableFile(too_large(MAX_PLAIN))
    if ANSWER.search(text) and not GIFT.search(text) and (FIRST_OPTION.search(text) or "{" not in text):
        return Reading("Aiken", read_aiken(text))
    return Reading("GIFT", read_gift(text))
