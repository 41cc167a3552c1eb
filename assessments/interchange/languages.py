"""Texts that another system shows in the reader's own language: of several, the bank's comes along."""

import re
from collections.abc import Callable

LANGUAGE = "fi"
#: The two ways to write them: a span for each language, and braces of a plug-in that schools use.
_SPAN = re.compile(
    r"""<(span|lang)\b(?=[^<>]*\blang\s*=\s*["']([a-z]{2,3})[a-z_-]{0,10}["'])[^<>]*>([^<>]*)</\1>\s*""", re.IGNORECASE
)
#: One after another they say the same, each in its language. One alone only tells the language of a word in between.
_SPANS = re.compile(rf"(?:{_SPAN.pattern}){{2,}}", re.IGNORECASE)
_MULTILANG = re.compile(r"""\bclass\s*=\s*["'][^"'<>]{0,100}\bmultilang\b""", re.IGNORECASE)
_BRACES = re.compile(r"\{mlang\s+([a-z_,; -]{2,60})\}((?:[^{]|\{(?!mlang))*)\{mlang\}\s*", re.IGNORECASE)


def in_own_language(markup: str) -> str:
    """``markup`` without what is said in other languages; all of it where nothing is said in Finnish."""
    if "multilang" in markup.lower():
        markup = _SPANS.sub(lambda run: _only_own(run[0], _SPAN, _language_of_span, 3), markup)
    return _only_own(markup, _BRACES, lambda found: found[1], 2) if "{mlang" in markup.lower() else markup


def _language_of_span(found: re.Match[str]) -> str:
    return found[2] if _MULTILANG.search(found[0]) else ""


def _only_own(markup: str, pattern: re.Pattern[str], language_of: Callable[[re.Match[str]], str], words: int) -> str:
    said = [language_of(found).lower() for found in pattern.finditer(markup)]
    if not any(LANGUAGE in re.split(r"[^a-z]+", one) for one in said):
        return markup

    def take(found: re.Match[str]) -> str:
        language = language_of(found).lower()
        if not language:
            return found[0]
        return f"{found[words].strip()} " if LANGUAGE in re.split(r"[^a-z]+", language) else ""

    return pattern.sub(take, markup)
