"""Answering with a file, or with the part of it that a player asks for."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})$")


def range_of(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a Range header; None for no range or one that we answer in full (several at once).
    Raises ValueError for a range that lies outside the file."""
    match = _RANGE.match(header.replace(" ", ""))
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:  # the last n bytes
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    if start >= size or start > end:
        raise ValueError(header)
    return start, end


def stream_file(request: HttpRequest, file: File, *, content_type: str) -> HttpResponseBase:
    """The file, 206 with a part of it, or 416 when that part is not there. Raises FileNotFoundError."""
    size = file.size
    try:
        part = None if "If-Range" in request.headers else range_of(request.headers.get("Range", ""), size)
    except ValueError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part is None:
        response: HttpResponseBase = FileResponse(file.open("rb"), content_type=content_type)
    else:
        start, end = part
        response = StreamingHttpResponse(_bytes(file.open("rb"), start, end), status=206, content_type=content_type)
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
        response["Content-Length"] = str(end - start + 1)
    response["Accept-Ranges"] = "bytes"
    return response


def _bytes(source: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with source:
        source.seek(start)
        left = end - start + 1
        while left and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
