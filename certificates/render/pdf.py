"""The PDF of an award: accessible, and the same bytes for the same award (``lms.ui.typeset``)."""

import datetime
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from certificates.dates import shown_day, shown_period
from certificates.models import Award
from certificates.serial import typed_form
from lms.ui import tokens, typeset

HERE = Path(__file__).resolve().parent
LAYOUT = HERE / "certificate.typ"


def render_pdf(award: Award) -> bytes:
    """The certificate as a PDF; the page, which is its equal, shows letters that no font of ours has."""
    return typeset.pdf_of(LAYOUT, certificate_of(award), made_at=award.issued_at)


def render_png(award: Award, *, ppi: int = 96) -> list[bytes]:
    """The pages as pictures, for looking at the layout."""
    return typeset.png_of(LAYOUT, certificate_of(award), made_at=award.issued_at, ppi=ppi)


@cache
def _words() -> dict[str, dict[str, str]]:
    return json.loads((HERE / "words.json").read_text(encoding="utf-8"))


def certificate_of(award: Award) -> dict[str, Any]:
    """What the layout is given: the public snapshot, and how to show it."""
    says = award.public
    language = award.language if award.language in _words() else "fi"
    issued = datetime.date.fromisoformat(says["issued_on"])
    url, check_url = verify_address(award), _address("certificates:check", award.language)
    return {
        "says": says,
        "language": language,
        "words": _words()[language],
        "title": f"{says['heading']}: {says['course']}, {says['holder']}",
        "colours": tokens.light(),
        "sizes": {
            "heading": _size(says["heading"], largest=32, fits=26),
            "holder": _size(says["holder"], largest=28, fits=28),
            "course": _size(says["course"], largest=20, fits=40),
        },
        "issued": {"year": issued.year, "month": issued.month, "day": issued.day},
        "issued_on": shown_day(issued, language),
        "studied": shown_period(says["studied_from"], says["studied_to"], language),
        "code": typed_form(award.serial, award.check_code),
        "url": url,
        "url_text": _without_scheme(url),
        "check_url": check_url,
        "check_text": _without_scheme(check_url),
        "qr": qr_svg(url),
    }


def verify_address(award: Award) -> str:
    """The whole address by which a stranger verifies the award."""
    return _address("certificates:verify", award.language, award.key)


def _address(name: str, language: str, *args: str) -> str:
    with translation.override(language):
        return settings.PUBLIC_BASE_URL + reverse(name, args=args)


def qr_svg(url: str) -> str:
    """The address as a code that phones read from paper too."""
    out = io.BytesIO()
    segno.make(url, error="m").save(out, kind="svg", border=2, xmldecl=False, dark="#000", light="#FFF")
    return out.getvalue().decode()


def _without_scheme(url: str) -> str:
    return url.split("://", 1)[-1]


def _size(text: str, *, largest: int, fits: int) -> float:
    """A long line is set smaller, to two thirds at most; a still longer one wraps."""
    return round(max(largest / 1.5, min(largest, largest * fits / max(len(text), 1))), 1)
