"""The body field: a StreamField whose blocks stay out of migrations."""

from typing import Any

from wagtail.fields import StreamField


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
