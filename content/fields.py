"""Fields of pages whose choices stay out of migrations: bodies and pictures."""

from typing import Any

from django.db.models import CharField
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from lms.ui.scenes import LONGEST, SCENES


class BodyField(StreamField):
    """A StreamField that names no blocks in migrations, so that a changed label is no migration.

    Renaming or removing a block type is a data migration of pages, revisions and publications alike
    (``wagtail.blocks.migrations``); building a body with an unknown type raises instead of dropping it.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs


def scene_field() -> CharField:
    """Which of the small pictures stands at the head of a module or a part. Choices stay out of migrations, so that a
    new picture is no migration."""
    help_text = _("A small picture at its head. It only decorates: nobody misses anything who does not see it.")
    return SceneField(_("picture"), max_length=LONGEST, blank=True, choices=SCENES.items(), help_text=help_text)


class SceneField(CharField):
    """The name of a picture; see ``lms/ui/scenes.py``."""

    def deconstruct(self) -> tuple[str, str, Any, dict]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, path, args, kwargs
