"""A package between its report and its coming: held for its author, with a note beside it on how far it is."""

import json
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

#: Where packages wait; nothing there has an address.
PLACE = "training-packages"
#: So long one may think about the report, and come back to see how it went.
HELD_FOR = timedelta(days=1)
_SALT = "content.packages"
WAITING, WORKING, DONE, FAILED = "waiting", "working", "done", "failed"


@dataclass
class State:
    """How far an import is. ``faults`` are [file, line, sentence]; ``page`` is the training that came."""

    state: str
    done: int = 0
    total: int = 0
    page: int = 0
    faults: list[Any] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return self.state in (DONE, FAILED)


def hold(file: Any, *, user: Any) -> str:
    """Keep an uploaded package for its author; returns the token that opens it. What others left lying longer than a
    day is thrown away first."""
    storage = storages["private"]
    _forget_old(storage)
    place = storage.save(f"{PLACE}/{uuid4().hex}.zip", file)
    return signing.dumps([place, file.name[:100]], salt=f"{_SALT}.{user.pk}", compress=True)


def held(token: str, *, user: Any) -> tuple[str, str] | None:
    """(place, name) of the package; None when it is another's or too old."""
    try:
        place, name = signing.loads(token, salt=f"{_SALT}.{user.pk}", max_age=HELD_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return (place, name) if storages["private"].exists(place) or state_of(place) else None


def content_of(place: str) -> bytes | None:
    """The zip; None when it has been thrown away."""
    try:
        with storages["private"].open(place) as file:
            return file.read()
    except OSError:
        return None


def let_go(place: str) -> None:
    """Throw the zip away; how it went stays known for a day."""
    storages["private"].delete(place)


def state_of(place: str) -> State | None:
    """How far the import is; None when it has not been asked for."""
    try:
        with storages["private"].open(_note(place)) as file:
            return State(**json.load(file))
    except (OSError, ValueError, TypeError):
        return None


def tell(place: str, state: State) -> None:
    """Write down how far it is."""
    storage, name = storages["private"], _note(place)
    # Written beside and moved: who reads meanwhile finds the old note or the new one, never half of one.
    made = storage.save(f"{name}.new", ContentFile(json.dumps(asdict(state)).encode()))
    Path(storage.path(made)).replace(storage.path(name))


def _note(place: str) -> str:
    return f"{place}.json"


def _forget_old(storage: Any) -> None:
    try:
        names = storage.listdir(PLACE)[1]
    except OSError:
        return
    for name in names:
        if storage.get_modified_time(f"{PLACE}/{name}") < timezone.now() - HELD_FOR:
            storage.delete(f"{PLACE}/{name}")
