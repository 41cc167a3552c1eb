"""A spoken answer: a recording made with whatever the person records with, marked by a person."""

from typing import Any

from django.utils.translation import gettext_lazy

from assessments.kinds.file_answer import FileAnswer
from assessments.kinds.question import EXAMPLE, FEEDBACK, GUIDE, REREAD, STEM


class AudioAnswer(FileAnswer):
    """One recording; a new one takes the place of the earlier one."""

    slug = "audio_answer"
    label = gettext_lazy("Spoken answer (recording)")
    place = 74
    fields = (STEM, GUIDE, EXAMPLE, FEEDBACK, REREAD)
    hint = gettext_lazy("Answer by speaking. Your trainer listens to the recording and marks the answer.")

    def families(self, values: dict[str, Any]) -> tuple[str, ...]:
        return ("recordings",)

    def most_files(self, values: dict[str, Any]) -> int:
        return 1


KIND = AudioAnswer()
