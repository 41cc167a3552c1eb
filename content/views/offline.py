"""For the time without a network: the worker that runs in the browser, and the copies of pages that it keeps there.

Nothing here knows who asks: a copy is what a newcomer sees, and never holds anything of a person.
"""

import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.coaching import Programme, programme_for
from content.coaching_place import Place
from content.offline import WORKER, Kept, kept_of_help, kept_of_programme, small_cards
from content.page_cache import share
from lms.accounts.api import public
from lms.ui import tokens

#: A browser asks for the worker at every page; an hour old is fresh enough.
WORKER_AGE = "public, max-age=3600"


@public
@require_safe
def worker(request: HttpRequest, programme: str) -> HttpResponse:
    """The worker of one programme."""
    return script_of(kept_of_programme(programme_for(None, programme)))


@public
@require_safe
def help_worker(request: HttpRequest) -> HttpResponse:
    """The worker of the help page, which lies elsewhere on the site."""
    response = script_of(kept_of_help())
    response["Service-Worker-Allowed"] = kept_of_help().root
    return response


def script_of(kept: Kept) -> HttpResponse:
    """The script that all workers share, and what this one keeps."""
    text = f"self.POLKU = {json.dumps(kept.as_data())};\nimportScripts({json.dumps(static(WORKER))});\n"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": WORKER_AGE})


@public
@require_safe
def copies(request: HttpRequest, programme: str) -> HttpResponse:
    """What can be read and done without a network."""
    context = {"programme": programme_for(None, programme), "cards": small_cards(get_language())}
    return copy_of(request, "copies", context)


@public
@require_safe
def copy(request: HttpRequest, programme: str, part: int, screen: int) -> HttpResponse:
    """One screen without anything of a person."""
    found = programme_for(None, programme)
    here = found.part(part)
    place = Place(found, here, here.screen(screen), {}, light=False)
    context = {"programme": found, "place": place}
    if place.screen.exercise:
        context["ask"] = place.screen.exercise.ask(place.screen.values, None, {})
    return copy_of(request, "copy", context)


@public
@require_safe
def cards(request: HttpRequest, programme: str) -> HttpResponse:
    """The small cards, as they are read without a network."""
    found, page = programme_for(None, programme), small_cards(get_language())
    if page is None:
        raise Http404
    return copy_of(request, "cards", {"programme": found, "page": page})


@public
@require_safe
def resend(request: HttpRequest, programme: str) -> HttpResponse:
    """The frame for what could not be sent; the worker puts it in and keeps it nowhere."""
    return copy_of(request, "resend", {"programme": programme_for(None, programme)})


def copy_of(request: HttpRequest, name: str, context: dict[str, object]) -> HttpResponse:
    """A page that any browser may keep."""
    response = share(render(request, f"content/coaching/{name}.html", context), request)
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
def manifest(request: HttpRequest, programme: str) -> HttpResponse:
    """What a phone needs to put the programme among its applications."""
    found = programme_for(None, programme)
    response = JsonResponse(manifest_of(found), content_type="application/manifest+json")
    response["Cache-Control"] = WORKER_AGE
    return response


def manifest_of(programme: Programme) -> dict[str, object]:
    """The application: it starts on the path. Its whole site is in it, so that help and stories open there too."""
    start, colours = kept_of_programme(programme).root, tokens.light()
    icon = {"src": static("ui/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    return {
        "id": start,
        "name": programme.title,
        "short_name": programme.title[:24],
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "background_color": colours["paper"],
        "theme_color": colours["paper"],
        "icons": [icon],
    }
