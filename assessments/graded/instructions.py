"""The body of an assignment is written in the room above; from there the way to show it is told when the site
starts."""

from collections.abc import Callable
from uuid import UUID

from django.utils.safestring import SafeString

Renderer = Callable[[int, UUID], SafeString]
_renderers: list[Renderer] = []


def shown_by(renderer: Renderer) -> None:
    """Have instructions shown by ``renderer``, which takes a publication's id and the activity's key."""
    _renderers[:] = [renderer]


def instructions_html(publication_id: int | None, activity_key: UUID) -> SafeString:
    """The instructions as HTML; empty where nothing was written."""
    if publication_id is None or not _renderers:
        return SafeString("")
    return _renderers[0](publication_id, activity_key)
