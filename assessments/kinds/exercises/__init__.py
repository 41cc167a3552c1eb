"""The exercise kinds. A new kind is a file here, its input template, and its name in this list."""

from assessments.kinds.exercises.base import Exercise, Refused
from assessments.kinds.exercises.lines import Lines
from assessments.kinds.exercises.message import Message
from assessments.kinds.exercises.pick import Pick
from assessments.kinds.exercises.writing import Writing

EXERCISES: dict[str, Exercise] = {kind.slug: kind for kind in (Pick(), Writing(), Lines(), Message())}

__all__ = ["EXERCISES", "Exercise", "Refused"]
