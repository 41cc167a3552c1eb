"""Pictures, downloads, recordings and page links by id."""

import mimetypes
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import Page

from content.access import may_have_file
from content.models import Material, Picture, PictureRendition, Recording
from content.pictures import filter_of
from lms.accounts.api import public
from lms.ui.streaming import stream_file

#: How long a browser may keep a picture without asking again.
PICTURE_AGE = 24 * 3600


@public
@require_safe
def picture(request: HttpRequest, pk: int, width: int) -> HttpResponseBase:
    """A picture in one of our widths; made at the first request and found again at the next."""
    spec = filter_of(width)
    found = PictureRendition.objects.filter(image__id=pk, filter_spec=spec, focal_point_key="").first()
    if found is None:
        found = _make_rendition(pk, spec)
    try:
        return _picture_file(found.file.name) if found else _no_picture()
    except FileNotFoundError:
        return _no_picture(found.width, found.height)


def _make_rendition(pk: int, spec: str) -> PictureRendition | None:
    image = Picture.objects.filter(pk=pk).first()
    if image is None or not image.file.storage.exists(image.file.name):
        return None
    try:
        file = image.generate_rendition_file(Filter(spec=spec))
    except (SourceImageIOError, OSError):  # no picture that can be read
        return None
    with file:  # Image.get_rendition would leave it open
        made, _new = image.renditions.get_or_create(filter_spec=spec, focal_point_key="", defaults={"file": file})
    return made


@public
@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition by its file name: the admin shows its thumbnails so. Originals and other files have no address."""
    try:
        return _picture_file(f"images/{PurePosixPath(name).name}")
    except (OSError, ValueError):  # not there, a directory, or no name that a file can have
        raise Http404 from None


def _picture_file(name: str) -> FileResponse:
    file = default_storage.open(name, "rb")
    # Python's table does not know every picture format on every system.
    kind = mimetypes.guess_type(name)[0] or f"image/{PurePosixPath(name).suffix[1:] or 'webp'}"
    # Its own name may tell what the picture shows, which beside an option of a question may be the answer.
    response = FileResponse(file, content_type=kind, filename=f"kuva{PurePosixPath(name).suffix}")
    patch_cache_control(response, public=True, max_age=PICTURE_AGE)
    return response


def _no_picture(width: int = 640, height: int = 360) -> HttpResponse:
    """A quiet rectangle that keeps the place of a picture whose file is gone."""
    drawing = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}">'
        '<rect width="100%" height="100%" fill="#888" fill-opacity=".2"/></svg>',
        width,
        height,
    )
    return HttpResponse(drawing, content_type="image/svg+xml", status=404)


@public
@require_safe
def material(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A file to take along: for authors, for learners to whom a lesson shows it, or for all when a page does."""
    document = Material.objects.filter(pk=pk).first()
    if document is None or not may_have_file(request, document):
        raise Http404
    try:
        response = FileResponse(document.file.open("rb"), as_attachment=True, filename=document.filename)
    except FileNotFoundError:
        raise Http404 from None
    patch_cache_control(response, private=True, no_store=True)
    return response


@public
@require_safe
def recording(request: HttpRequest, pk: int, part: str) -> HttpResponseBase:
    """A recording or its captions, by the same right as a file; players ask for ranges of it."""
    found = Recording.objects.filter(pk=pk).first()
    if found is None or part not in ("video", "tekstitys") or not may_have_file(request, found):
        raise Http404
    file = found.file if part == "video" else found.captions
    kind = (mimetypes.guess_type(file.name or "")[0] or "video/mp4") if part == "video" else "text/vtt; charset=utf-8"
    try:
        response = stream_file(request, file, content_type=kind)
    except (FileNotFoundError, ValueError):  # ValueError: the recording has no such file
        raise Http404 from None
    patch_cache_control(response, private=True, max_age=3600)
    return response


@public
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """To a page wherever it is now; its own view decides who sees what."""
    target = Page.objects.live().filter(pk=pk).first()
    url = target.get_url(request) if target else None
    if not url:
        raise Http404
    return redirect(url)
