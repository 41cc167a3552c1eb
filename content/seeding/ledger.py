"""The decision for each thing that comes from a file: write it, leave it, or leave it to its author."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from content.models import SeedRecord


class Verdict(Enum):
    """What to do with one thing."""

    SAME = "same"
    CREATE = "create"
    UPDATE = "update"
    KEEP = "keep"


@dataclass
class Report:
    """What a load did: keys of what was made and changed, and sentences about the rest."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return bool(self.created or self.updated)

    def add(self, other: "Report") -> None:
        self.created += other.created
        self.updated += other.updated
        self.kept += other.kept
        self.problems += other.problems


class Ledger:
    """The seed records: read once, written as things are written."""

    def __init__(self, *, overwrite: bool = False) -> None:
        self.overwrite = overwrite
        self.records = {record.key: record for record in SeedRecord.objects.all()}
        self.report = Report()

    def judge(self, key: str, file_hash: str, current: Callable[[], str | None]) -> Verdict:
        """``current`` hashes what stands in the database now, None when nothing does; asked only when it matters."""
        record = self.records.get(key)
        if record and record.file_hash == file_hash and not self.overwrite:
            return Verdict.SAME
        now = current()
        if now is None and (record is None or self.overwrite):
            return Verdict.CREATE
        if record and record.file_hash == file_hash and now == record.page_hash:
            return Verdict.SAME
        if self.overwrite or (record and now == record.page_hash):
            return Verdict.UPDATE
        what = "kept the author's version" if now else "left out what the author has deleted"
        self.report.kept.append(f"{key}: {what}")
        return Verdict.KEEP

    def note(
        self,
        verdict: Verdict,
        key: str,
        file_hash: str,
        page_hash: str,
        page_key: UUID,
        names: dict[str, str] | None = None,
    ) -> None:
        """Remember what was written; ``names`` is what the file calls the items inside it, by their ids."""
        values = {"file_hash": file_hash, "page_hash": page_hash, "page_key": page_key, "names": names or {}}
        self.records[key], _made = SeedRecord.objects.update_or_create(key=key, defaults=values)
        (self.report.created if verdict is Verdict.CREATE else self.report.updated).append(key)
