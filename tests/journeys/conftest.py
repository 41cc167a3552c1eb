"""Journeys are made in Finnish, as most people make them."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _finnish(_source_language: None) -> Iterator[None]:
    with override("fi"):
        yield
