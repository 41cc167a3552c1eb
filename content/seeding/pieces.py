"""Shared pieces of the files: a Markdown file each under ``pieces/``, its translations beside it."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale

from content.models import SharedPiece
from content.seeding.blocks import piece_body
from content.seeding.cards import CardPlan, card_row, key_here
from content.seeding.files import BrokenFile, Document, read_document
from content.seeding.ledger import Ledger, Verdict
from content.seeding.media import UnknownRef, resolved
from content.seeding.pages import normal_stream, sentences_of
from content.seeding.plans import PagePlan, Plan, digest, in_languages
from content.seeding.translations import SOURCE, source_files

FOLDER = "pieces"


@dataclass(frozen=True)
class PiecePlan(CardPlan):
    """One piece as its file wants it; ``body`` among the values is raw, with references."""

    @property
    def source(self) -> Path:
        return self.path


def plan_pieces(root: Path) -> list[CardPlan]:
    """The pieces under ``root``, each in the languages in which there is a file of it; there may be none."""
    files = source_files(root / FOLDER, "*.md")
    return [plan for path in files for plan in in_languages(read_document(path), _plan)]


def _plan(document: Document) -> PiecePlan:
    front = document.front
    front.only("key", "title")
    key = front.text("key")
    if document.language == SOURCE and document.path.stem != key:
        raise front.fault(f"The key “{key}” differs from the file's name.", "key")
    path_key = f"{FOLDER}/{key}"
    values = {"key": key, "title": front.text("title"), "body": piece_body(document, path_key)}
    return PiecePlan(path_key, SharedPiece, values, document.path, 1, document.language)


def read_as_pages(cards: list[CardPlan]) -> Plan:
    """The pieces among ``cards`` for whoever reads pages: their texts keep the same rules."""
    pieces = [card for card in cards if isinstance(card, PiecePlan)]
    return Plan(
        FOLDER, tuple(PagePlan(one.key, "SharedPiece", "", one.values, one.path, one.language) for one in pieces)
    )


@transaction.atomic
def write_piece(plan: CardPlan, ledger: Ledger) -> None:
    """Make or update one piece with a version for its history, unless an author has edited it."""
    file_hash = digest(plan.values)
    verdict = ledger.judge(plan.seed_key, file_hash, lambda: _current_hash(plan))
    if verdict in (Verdict.SAME, Verdict.KEEP):
        return
    locale = Locale.objects.get(language_code=plan.language)
    piece = card_row(plan) or SharedPiece(translation_key=key_here(plan), locale=locale)
    piece.key, piece.title = plan.values["key"], plan.values["title"]
    try:
        body = resolved(plan.values["body"], plan.path, plan.language)
        piece.body = json.dumps(body, ensure_ascii=False)
        SharedPiece._meta.get_field("body").stream_block.clean(piece.body)
        piece.full_clean()
    except UnknownRef as error:
        raise BrokenFile(plan.path, 1, str(error)) from error
    except ValidationError as error:
        raise BrokenFile(plan.path, 1, f"{plan.seed_key}: {sentences_of(error)}") from error
    piece.save()
    piece.save_revision()
    ledger.note(verdict, plan.seed_key, file_hash, _current_hash(plan) or "", plan.page_key)


def _current_hash(plan: CardPlan) -> str | None:
    piece = card_row(plan)
    return piece and digest([piece.key, piece.title, normal_stream(piece.body)])
