"""Pictures inside a question of another system. The question's own comes along and one for each option of a choice;
each other one is named."""

import base64
import binascii
import re
from enum import StrEnum
from html.parser import HTMLParser
from urllib.parse import unquote

from django.utils.translation import gettext as _

from assessments.interchange.facts import MAX_PICTURE_BYTES, MAX_PICTURES, EmbeddedPicture, ReadQuestion
from assessments.interchange.pictures import is_picture

_DATA_IMAGE = re.compile(r"""\bsrc\s*=\s*(["'])data:image/([a-z]+);base64,([A-Za-z0-9+/=\s]+)\1""", re.IGNORECASE)


class Place(StrEnum):
    """Where in a question a text stands: an option is an answer to choose among. A picture of an answer or in feedback
    would give the answer away above the question, so it is never taken for the question's own."""

    QUESTION = "question"
    OPTION = "option"
    ANSWER = "answer"
    BESIDE = "beside"


def decoded(content: str) -> bytes | None:
    """What base64 stands for; None when it is not base64 or far too much."""
    if len(content) > MAX_PICTURE_BYTES * 3 // 2:
        return None
    try:
        return base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def set_aside(markup: str, files: dict[str, bytes]) -> str:
    """``markup`` with each picture that is written into it as one of ``files`` beside it."""

    def take(found: re.Match[str]) -> str:
        name = f"kuva-{len(files) + 1}.{found[2].lower()}"
        files[name] = decoded(found[3]) or b""
        return f'src="{name}"'

    return _DATA_IMAGE.sub(take, markup)


def take_pictures(markup: str, place: Place, question: ReadQuestion, files: dict[str, bytes]) -> str:
    """Keep the question's own picture, note the name of each that does not come along, and return what the file
    tells of those in ``markup``."""
    finder = _Pictures()
    finder.feed(markup)
    if len(finder.found) > MAX_PICTURES:
        question.lose(_("It has more than %(count)s pictures; one comes along.") % {"count": MAX_PICTURES})
    for source, alt in finder.found[:MAX_PICTURES]:
        name = unquote(source.partition("?")[0].rsplit("/", 1)[-1])[:100]
        take_picture(EmbeddedPicture(name=name, content=files.get(name) or b"", alt=alt), place, question)
    return " ".join(filter(None, (alt for _source, alt in finder.found)))


def take_picture(picture: EmbeddedPicture, place: Place, question: ReadQuestion) -> None:
    """Keep it as the question's own or its option's, or note that it does not come along and why."""
    if place == Place.QUESTION and question.picture is None and _fits(picture.content):
        question.picture = picture
    elif place == Place.OPTION and not question.of_option and _fits(picture.content):
        question.of_option.append(picture)
    else:
        question.lose(_why_not(place, question) % {"name": picture.name or "?"})


def _fits(content: bytes) -> bool:
    return 0 < len(content) <= MAX_PICTURE_BYTES and is_picture(content)


def _why_not(place: Place, question: ReadQuestion) -> str:
    if place == Place.ANSWER:
        return _("The picture “%(name)s” of an answer does not come along: here such an answer is words.")
    if place == Place.BESIDE:
        return _("The picture “%(name)s” in feedback, a hint or advice does not come along.")
    if place == Place.OPTION and question.of_option:
        return _("The picture “%(name)s” does not come along: an option has one picture, and another one comes.")
    if place == Place.OPTION or question.picture is None:
        return _("The picture “%(name)s” is not in the file, is broken or is too large. It does not come along.")
    return _("The picture “%(name)s” does not come along: a question has one picture, and another one comes.")


class _Pictures(HTMLParser):
    """Addresses of the pictures, with what is said of each."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            said = dict(attrs)
            self.found.append((said.get("src") or "", " ".join((said.get("alt") or "").split())[:200]))
