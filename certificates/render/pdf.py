"""The PDF of an award: typst in PDF/UA-1 and PDF/A-3a at once, the same bytes for the same award.

typst refuses to compile what is not accessible (a picture without alternative, a skipped heading level), so an
accessibility fault is a failing test. What the award says travels as one JSON text and is never evaluated.
"""

import datetime
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_source_sans_3
import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from certificates.dates import shown_day, shown_period
from certificates.models import Award
from certificates.serial import typed_form
from lms.ui import tokens

HERE = Path(__file__).resolve().parent
STANDARDS = ["a-3a", "ua-1"]


def render_pdf(award: Award) -> bytes:
    """The certificate as an accessible PDF.

    A name may hold a letter that no font of ours has (Chinese, a picture): PDF/UA refuses that, and the person gets
    a tagged PDF without the promise; the page, which is its equal, shows the name.
    """
    try:
        return _compile(award, format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compile(award, format="pdf")


def render_png(award: Award, *, ppi: int = 96) -> list[bytes]:
    """The pages as pictures, for looking at the layout."""
    pages = _compile(award, format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _compile(award: Award, **options: Any) -> Any:
    certificate = json.dumps(certificate_of(award), ensure_ascii=False)
    return typst.compile(
        HERE / "certificate.typ",
        root=HERE,
        font_paths=_fonts(),
        sys_inputs={"certificate": certificate},
        timestamp=int(award.issued_at.timestamp()),
        **options,
    )


@cache
def _fonts() -> typst.Fonts:
    """Source Sans 3 from its package and typst's own as the last resort; never what the machine happens to have."""
    return typst.Fonts(include_system_fonts=False, font_paths=[Path(fontpkg_source_sans_3.__file__).parent / "files"])


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
