"""Mail in the site's own hand: a text part and an HTML part from a pair of templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from lms.ui import site, tokens


@dataclass(frozen=True)
class Letter:
    """What a mail says, ready to be queued."""

    text: str
    html: str


def render_letter(template: str, context: dict[str, Any], *, language: str = "") -> Letter:
    """Render `template` + `.txt` and `.html` in `language`; both extend `ui/mail/base.*`.

    Mail programs drop style sheets and many drop style attributes, so the HTML part is bare markup with the site's
    colours in attributes, and the text part alone says everything.
    """
    language = language or get_language() or "fi"
    with override(language):
        full = {"colours": tokens.light(), "organiser": site.organiser(language)} | context
        text = render_to_string(f"{template}.txt", full)
        return Letter(
            text=re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n", html=render_to_string(f"{template}.html", full)
        )
