"""The colours of `tokens.css` as data: the PDF and the mails take them from here, and the contrast test reads them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "styles" / "tokens.css"
PAIR = re.compile(r"--([a-z0-9-]+):\s*light-dark\((#[0-9A-Fa-f]{6}),\s*(#[0-9A-Fa-f]{6})\)")


@cache
def _pairs() -> dict[str, tuple[str, str]]:
    text = SOURCE.read_text(encoding="utf-8")
    return {name: (light, dark) for name, light, dark in PAIR.findall(text)}


def light() -> dict[str, str]:
    """Every colour of the light theme by its name."""
    return {name: pair[0] for name, pair in _pairs().items()}


def dark() -> dict[str, str]:
    """Every colour of the dark theme by its name."""
    return {name: pair[1] for name, pair in _pairs().items()}


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two `#RRGGBB` colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
