"""Where the site's own files lie, worked out once: a page names ten of them, and each address cost a parse."""

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class RememberedAddresses:
    """Addresses do not change while a process lives."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._known: dict[str | None, str] = {}

    def url(self, name: str | None, *args: object, **kwargs: object) -> str:
        """The address of the file ``name``."""
        if name not in self._known:
            self._known[name] = super().url(name, *args, **kwargs)
        return self._known[name]


class PlainFiles(RememberedAddresses, StaticFilesStorage):
    """Under their own names, while developing and in the demo."""


class HashedFiles(RememberedAddresses, CompressedManifestStaticFilesStorage):
    """Under names that change with their content, compressed: in production."""
