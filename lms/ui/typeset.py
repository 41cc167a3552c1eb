"""Papers by typst: PDF/UA-1 and PDF/A-3a at once, the same bytes for the same content.

typst refuses to compile what is not accessible (a picture without alternative, a skipped heading level), so an
accessibility fault is a failing test. What a paper says travels as one JSON text and is never evaluated.
"""

import datetime
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_source_sans_3
import typst

STANDARDS = ["a-3a", "ua-1"]


def pdf_of(layout: Path, says: Mapping[str, Any], *, made_at: datetime.datetime) -> bytes:
    """The paper as an accessible PDF; ``layout`` reads ``says`` from ``sys.inputs.says``.

    A text may hold a letter that no font of ours has (Chinese, a picture): PDF/UA refuses that, and the person gets
    a tagged PDF without the promise; the page, which is its equal, shows the letter.
    """
    try:
        return _compile(layout, says, made_at, format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compile(layout, says, made_at, format="pdf")


def png_of(layout: Path, says: Mapping[str, Any], *, made_at: datetime.datetime, ppi: int = 96) -> list[bytes]:
    """The pages as pictures, for looking at the layout."""
    pages = _compile(layout, says, made_at, format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _compile(layout: Path, says: Mapping[str, Any], made_at: datetime.datetime, **options: Any) -> Any:
    return typst.compile(
        layout,
        root=layout.parent,
        font_paths=_fonts(),
        sys_inputs={"says": json.dumps(says, ensure_ascii=False)},
        timestamp=int(made_at.timestamp()),
        **options,
    )


@cache
def _fonts() -> typst.Fonts:
    """Source Sans 3 from its package and typst's own as the last resort; never what the machine happens to have."""
    return typst.Fonts(include_system_fonts=False, font_paths=[Path(fontpkg_source_sans_3.__file__).parent / "files"])
