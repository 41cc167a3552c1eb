"""Templates carry no scripts or styles, and every block has a template and something to preview."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from content.blocks.streams import LessonStream, PageStream

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path
    for room in ("lms", "courses", "assessments", "certificates", "content")
    for path in (ROOT / room).rglob("templates/**/*.html")
)
ADMIN = "content/admin/"
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 40


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_nothing_inline(path):
    text = path.read_text(encoding="utf-8")
    allowed = "/mail/" in str(path) or ADMIN in str(path)
    assert allowed or INLINE.findall(text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_compiles(path):
    get_template(str(path).split("/templates/", 1)[1])


@pytest.mark.parametrize("stream", [LessonStream, PageStream])
def test_every_block_has_a_template_and_a_word_for_the_author(stream):
    for name, block in stream().child_blocks.items():
        assert block.meta.template, name
        assert block.meta.description, name
        get_template(block.meta.template)
