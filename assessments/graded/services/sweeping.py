"""Private files that no row tells of: what a failure, a crash or an erasure cut short left on the disk."""

import contextlib
import itertools
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.storage import Storage
from django.db import models
from django.utils import timezone

from assessments.graded.models.assignments import private_storage
from lms.jobs.api import scheduled

#: Where this room keeps what people give.
FOLDERS = ("answers", "feedback", "meetings", "prior-learning", "submissions")
#: A file is written before its row, so a young one may still get it.
YOUNG = timedelta(days=1)
_AT_ONCE = 500


@scheduled("delete files that nothing tells of", every=timedelta(days=1))
def sweep_files() -> int:
    """Delete them; how many they were."""
    storage = private_storage()
    count = 0
    for name in orphaned_files():
        storage.delete(name)
        count += 1
    return count


def orphaned_files() -> Iterator[str]:
    """The names of files that have lain for a day and that no row of any table names."""
    storage = private_storage()
    fields = list(_file_fields(storage))
    old = _old_files(storage)
    while names := list(itertools.islice(old, _AT_ONCE)):
        told: set[str] = set()
        for model, field in fields:
            told.update(model._base_manager.filter(**{f"{field}__in": names}).values_list(field, flat=True))
        yield from (name for name in names if name not in told)


def _old_files(storage: Storage) -> Iterator[str]:
    before = timezone.now() - YOUNG
    for folder in FOLDERS:
        found = storage.listdir(folder)[1] if storage.exists(folder) else []
        for name in sorted(found):
            with contextlib.suppress(FileNotFoundError):  # deleted meanwhile
                if storage.get_modified_time(f"{folder}/{name}") < before:
                    yield f"{folder}/{name}"


def _file_fields(storage: Storage) -> Iterator[tuple[Any, str]]:
    """Every column of every room that names a private file: a room may keep a file that another has made."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField) and field.storage == storage:
                yield model, field.name
