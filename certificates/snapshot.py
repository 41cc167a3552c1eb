"""What a certificate says, taken once from everything it rests on. Pure: facts in, plain JSON out."""

import datetime
import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from certificates.issuer import Issuer
from certificates.rules import Requirement

SCHEMA = 1


@dataclass(frozen=True)
class Holding:
    """Who is awarded for which course, as read in the awarding transaction."""

    holder: str
    course: str
    hours: int
    facts: dict[str, Any]
    language: str
    kind: str
    studied_from: datetime.date
    studied_to: datetime.date
    issued_on: datetime.date


def take_snapshot(
    holding: Holding, *, requirements: Iterable[Requirement], texts: dict[str, str], issuer: Issuer
) -> dict[str, dict[str, Any]]:
    """The public and the own part; the number is added by ``numbered`` when it is known."""
    done = [step for step in requirements if step.done_at is not None]
    facts = holding.facts
    public = {
        "schema": SCHEMA,
        "kind": holding.kind,
        "heading": one_line(texts["heading"]),
        "sentence": one_line(texts["sentence"]),
        "holder": one_line(holding.holder),
        "course": one_line(holding.course),
        "hours": holding.hours,
        "language": holding.language,
        "outcomes": [one_line(line) for line in _lines(facts.get("outcomes"))],
        "participation": one_line(facts.get("method") or ""),
        "assessment": one_line(facts.get("assessment") or ""),
        "basis": one_line(facts.get("certificate_basis") or ""),
        "studied_from": holding.studied_from.isoformat(),
        "studied_to": holding.studied_to.isoformat(),
        "issued_on": holding.issued_on.isoformat(),
        "issuer": {"name": issuer.name, "business_id": issuer.business_id, "country": issuer.country},
        "signatory": {
            "name": texts.get("signatory_name") or issuer.signatory_name,
            "title": texts.get("signatory_title") or issuer.signatory_title,
        },
        "funder": texts.get("funder_text") or issuer.funder_text,
        "content_version": _content_version(done),
        "modules": _modules(done),
        "steps": len(done),
        "quizzes_passed": sum(step.evidence == "quiz_passed" for step in done),
        "recognised": [one_line(step.title) for step in done if step.evidence == "prior_learning"],
    }
    own = {"steps": [_own_step(step) for step in done]}
    return {"public": public, "own": own}


def numbered(snapshot: dict[str, Any], number: str) -> dict[str, Any]:
    """The snapshot with its certificate's number."""
    return {**snapshot, "public": {**snapshot["public"], "number": number}}


def hash_of(value: Any) -> str:
    """SHA-256 of the value's canonical JSON."""
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def one_line(text: str) -> str:
    """Text for a document: composed letters, single spaces, and nothing invisible that could turn or hide it."""
    composed = unicodedata.normalize("NFC", str(text))
    visible = (letter for letter in composed if letter.isspace() or unicodedata.category(letter) not in _INVISIBLE)
    return " ".join("".join(visible).split())


#: Control and format characters (among them those that turn the direction of writing), surrogates, unassigned.
_INVISIBLE = {"Cc", "Cf", "Cs", "Cn"}


def _lines(value: Any) -> list[str]:
    return value.splitlines() if isinstance(value, str) else list(value or ())


def _modules(done: list[Requirement]) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for step in done:
        counts[step.section] = counts.get(step.section, 0) + 1
    return [{"title": one_line(title), "steps": steps} for title, steps in counts.items()]


def _content_version(done: list[Requirement]) -> str:
    """One short name for exactly these versions of the steps."""
    return hash_of([step.version for step in done])[:12]


def _own_step(step: Requirement) -> dict[str, Any]:
    return {
        "title": one_line(step.title),
        "section": one_line(step.section),
        "done_at": step.done_at.isoformat(),
        "evidence": step.evidence,
        "version": step.version[1],
    }
