"""Giving out a file that somebody uploaded: always to be saved, never shown as a page of ours."""

from typing import Any

from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control

from lms.ui.uploads import TYPES


def as_attachment(file: Any) -> FileResponse:
    """The ``file`` of a row with ``name`` and ``kind``, as a download; the caller has made sure of the right to it."""
    try:
        opened = file.file.open("rb")
    except (FileNotFoundError, ValueError):  # ValueError: the row has no file any more
        raise Http404 from None
    kind = TYPES.get(file.kind, "application/octet-stream")
    response = FileResponse(opened, as_attachment=True, filename=file.name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, no_store=True)
    return response
