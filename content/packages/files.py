"""The files of one package as they are gathered: texts, and what pages show, each in the folder of who shows it."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

#: The package's own sheet; a folder without it is no package.
SHEET = "package.yaml"


class Gathered:
    """Paths with their contents. A file of the library lies in each folder whose texts show it, under one name."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.media: dict[str, Any] = {}
        self.notes: list[str] = []
        #: Cards that pages show, by kind of block and key.
        self.cards: dict[tuple[str, str], Any] = {}
        #: Certificate texts that the training gives, by the name that its file uses.
        self.certificates: dict[str, Any] = {}

    def note(self, sentence: str) -> None:
        """Something that the package does not carry, in words for the author; each once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def beside(self, folder: str, stored: Any, title: str) -> str:
        """The name that the library's file gets in ``folder``, from its title without what stands in brackets; an empty
        one when the file is gone."""
        if not stored or not stored.storage.exists(stored.name):
            self.note(
                _("The file “%(title)s” is missing from the store, so the package does not have it.") % {"title": title}
            )
            return ""
        suffix = PurePosixPath(stored.name).suffix.lower()
        stem = slugify(title.partition(" (")[0])[:80] or "tiedosto"
        for number in range(1, 1000):
            name = f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
            path = f"{folder}/{name}"
            if path not in self.media or _same(self.media[path], stored):
                self.media[path] = stored
                return name
        raise ValueError(f"A thousand files called {stem}.")

    def contents(self) -> Iterable[tuple[str, bytes]]:
        """(path, bytes) of everything, in order of path."""
        for path in sorted({*self.texts, *self.media}):
            yield path, self.texts[path].encode() if path in self.texts else _read(self.media[path])


def _same(one: Any, other: Any) -> bool:
    return one is other or (one.name == other.name and type(one.storage) is type(other.storage))


def _read(stored: Any) -> bytes:
    if isinstance(stored, bytes):
        return stored
    with stored.storage.open(stored.name) as file:
        return file.read()
