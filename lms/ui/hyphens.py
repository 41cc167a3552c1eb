"""Where a long Finnish word may break at the end of a line."""

import re

#: Shorter words fit into a heading on the narrowest phone.
LONG_WORD = re.compile(r"[^\W\d_]{20,}")
#: A Finnish syllable begins with the consonant before a vowel. Source: Kielitoimiston ohjepankki, "Tavutus".
SYLLABLE = re.compile(r"(?<=\w{4})(?=[bcdfghjklmnpqrstvwxz][aeiouyäöå]\w{3})", re.IGNORECASE)
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def with_soft_hyphens(text: str) -> str:
    """``text`` with a soft hyphen at the syllables of words of twenty letters and more. Phones know no Finnish
    hyphenation, and such a word is wider than they are: it would break anywhere and without a hyphen."""
    return LONG_WORD.sub(lambda word: SYLLABLE.sub(SOFT_HYPHEN, word[0]), text)
