"""The exercise kinds. A new kind is a file here, its input template, and its name in this list."""

from assessments.kinds.exercises.base import Exercise, Refused
from assessments.kinds.exercises.chain import Chain
from assessments.kinds.exercises.ifthen import IfThen
from assessments.kinds.exercises.ladder import Ladder
from assessments.kinds.exercises.letter import Letter
from assessments.kinds.exercises.lines import Lines
from assessments.kinds.exercises.message import Message
from assessments.kinds.exercises.mood import Mood
from assessments.kinds.exercises.pick import Pick
from assessments.kinds.exercises.scale import WordScale
from assessments.kinds.exercises.sentence import Sentence
from assessments.kinds.exercises.sort import Sort
from assessments.kinds.exercises.support import Support
from assessments.kinds.exercises.wish import Wish
from assessments.kinds.exercises.writing import Writing

_KINDS = (
    *(Pick(), Writing(), Lines(), Message(), Chain(), Sentence(), Wish(), IfThen(), Sort(), Support(), WordScale()),
    *(Ladder(), Letter(), Mood()),
)
EXERCISES: dict[str, Exercise] = {kind.slug: kind for kind in _KINDS}

__all__ = ["EXERCISES", "Exercise", "Refused"]
