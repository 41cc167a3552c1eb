"""What a browser may keep for a time without a network: files of the site and pages that are the same for everybody.

The list is the same for all, so it tells nothing of what anybody has done or read.
"""

import hashlib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from content.coaching import Programme
from content.models import StandardPage
from lms.accounts.api import is_own_device
from lms.ui.site import addresses

#: What the pages are made of. The letters of other languages are fetched by those who need them.
FILES = (
    "ui/built/polku.css",
    "ui/built/tasks.css",
    "ui/built/source-sans-3-latin.woff2",
    "ui/built/icons.svg",
    "ui/favicon.svg",
    "ui/js/status.js",
    "ui/js/drafts.js",
    "ui/js/outbox.js",
    "ui/js/autosave.js",
    "content/js/offline.js",
)
WORKER = "content/js/worker.js"


@dataclass(frozen=True)
class Kept:
    """What one worker keeps. It looks after the addresses below ``root``; their copies lie below ``copies``, and
    ``fallback`` is shown where there is none. ``cache`` names this very collection, ``family`` it and its older ones.
    """

    family: str
    cache: str
    root: str
    copies: str
    pages: list[str]
    files: list[str]
    fallback: str
    resend: str

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def kept_of_programme(programme: Programme) -> Kept:
    """Every screen of the programme, as a newcomer sees it."""
    args = [programme.code]
    screens = [
        reverse("offline:copy", args=[programme.code, part.number, screen.number])
        for part in programme.parts
        for screen in part.screens
    ]
    copies, resend = reverse("offline:copies", args=args), reverse("offline:resend", args=args)
    texts = [str(part.step.publication_id) for part in programme.parts]
    if cards := small_cards(get_language()):
        screens.append(reverse("offline:cards", args=args))
        texts.append(f"{cards.pk} {cards.last_published_at}")
    return _kept(
        f"polku-{programme.code}-{get_language()}-",
        texts,
        root=reverse("coaching:path", args=args),
        copies=copies,
        pages=[copies, resend, *screens],
        fallback=copies,
        resend=resend,
    )


def small_cards(language: str) -> StandardPage | None:
    """The page with the small cards in this language, or the source language's; None when the site has none."""
    live = StandardPage.objects.live().filter(purpose=StandardPage.Purpose.CARDS, alias_of=None).order_by("path")
    found = {page.locale.language_code: page for page in live.select_related("locale").reverse()}
    return found.get(language) or found.get(settings.LANGUAGE_CODE)


def kept_of_help() -> Kept:
    """The page with the help, fetched anew every week: its numbers may change."""
    page = addresses(get_language())["help"]
    week = f"{timezone.localdate():%G-%V}"
    family = f"polku-help-{get_language()}-"
    return _kept(family, [week], root=page, copies=page, pages=[page], fallback=page, resend="")


def _kept(family: str, texts: list[str], **places: Any) -> Kept:
    version = hashlib.sha256(" ".join([_files_version(), *texts, *places["pages"]]).encode()).hexdigest()[:16]
    return Kept(family=family, cache=f"{family}{version}", files=[static(name) for name in FILES], **places)


@cache
def _files_version() -> str:
    """Changes with the content of any file; files do not change while a process lives."""
    digest = hashlib.sha256()
    for name in (*FILES, WORKER):
        found = finders.find(name)
        digest.update(Path(found).read_bytes() if found else name.encode())
    return digest.hexdigest()


def workers_for(request: HttpRequest, programme: str = "") -> dict[str, Any]:
    """What `content/offline.html` prints into a page: which workers to start, and whether the device may hold the key
    to what was written without a network. Costs no statement."""
    shown = {"help_worker": reverse("offline:help-worker"), "help_scope": addresses(get_language())["help"]}
    if not programme:
        return shown
    args = [programme]
    shown |= {"worker": reverse("offline:worker", args=args), "scope": reverse("coaching:path", args=args)}
    shown |= {"manifest": reverse("offline:manifest", args=args), "device": ""}
    if request.learner:
        lasting = is_own_device(request.session) and not request.learner.user_id
        shown["device"] = "own" if lasting else "shared"
    return shown
