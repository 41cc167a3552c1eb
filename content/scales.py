"""From an author's scale to its version below, and which scales are offered now."""

from assessments.personal.api import ScaleVersion, newest_versions, publish_scale, retire_scale
from content.memory import Remembered
from content.models import ScaleCard

#: The newest version of every offered scale; a page of the path need not ask for them.
offered_scales: Remembered[list[ScaleVersion]] = Remembered(lambda _key: newest_versions())


def follow_scale(card: ScaleCard) -> None:
    """A scale in use is published; one that is not is offered to nobody."""
    if card.in_use:
        publish_scale(key=card.key, slug=card.slug, instrument=card.instrument)
    else:
        retire_scale(key=card.key)
    offered_scales.forget()


def withdraw_scale(card: ScaleCard) -> None:
    """The card is gone; what people answered stays with them."""
    retire_scale(key=card.key)
    offered_scales.forget()
