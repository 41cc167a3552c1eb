"""The questions of one attempt: draws and all orders resolved by its seed, so that the same seed gives them again."""

from collections.abc import Sequence

from assessments.graded.facts.quizzes import QuizSettings
from assessments.graded.models import QuestionVersion, QuizVersion, Response, Slot
from assessments.graded.rules import quizzes as rules

#: A place in the attempt: where it comes from and which question it asks.
Place = tuple[Slot, int]


def lay_out(version: QuizVersion, seed: int) -> list[Response]:
    """The responses of an attempt that begins, not stored yet. Two statements."""
    settings = version.rules
    places = _drawn_places(version, seed)
    versions = QuestionVersion.objects.select_related("question").in_bulk([pk for slot, pk in places])
    if settings.shuffle_questions:
        stays = [not versions[pk].rule.takes_answer for slot, pk in places]
        places = mixed_within_sections(places, stays, settings=settings, seed=seed)
    return [
        Response(
            slot=slot,
            position=position,
            question_version=versions[pk],
            option_order=_option_order(versions[pk], settings, seed, position),
            full_points=slot.points if versions[pk].rule.is_scored else 0,
        )
        for position, (slot, pk) in enumerate(places, start=1)
    ]


def _drawn_places(version: QuizVersion, seed: int) -> list[Place]:
    slots = list(version.slots.order_by("position"))
    taken = {slot.question_version_id for slot in slots if slot.question_version_id}
    places = []
    for slot in slots:
        ids = [slot.question_version_id]
        if slot.draw:
            ids = rules.drawn(slot.draw["pool"], slot.draw["count"], taken=taken, seed=seed, position=slot.position)
            taken |= set(ids)
        places += [(slot, pk) for pk in ids]
    return places


def mixed_within_sections(
    places: Sequence[Place], stays: Sequence[bool], *, settings: QuizSettings, seed: int
) -> list[Place]:
    """The places in this attempt's own order. Nothing leaves its section, and what ``stays`` keeps its place."""
    by_section: dict[int, list[int]] = {}
    for index in range(len(places)):
        section = settings.section_of(index + 1)
        if not stays[index]:
            by_section.setdefault(section.first if section else 0, []).append(index)
    mixed = list(places)
    for first, indexes in by_section.items():
        # Options of question n are mixed by the seed and n: sections take the numbers below them.
        for index, other in zip(indexes, rules.shuffled(indexes, seed=seed, position=-first), strict=True):
            mixed[index] = places[other]
    return mixed


def _option_order(version: QuestionVersion, settings: QuizSettings, seed: int, position: int) -> list[str]:
    ids = [id for id, text in version.rule.options(version.values_in(version.question.source_language))]
    mixes = version.rule.shuffles and (settings.shuffle_options or version.rule.order_tells)
    return rules.shuffled(ids, seed=seed, position=position) if mixes else ids
