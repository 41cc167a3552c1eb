"""The gentle path: after several very heavy days a kind word and the help. No alarm, nobody is told."""

from typing import Any

from django.utils.translation import get_language

from assessments.personal.api import feels_heavy
from content.coaching import Programme
from content.models import HelpContact

#: As many as one can choose between when it is heavy; the help page has them all.
SHOWN = 2


def gentle_of(learner: Any, programme: Programme) -> dict[str, Any]:
    """What `content/coaching/_gentle.html` shows: ``gentle`` is None, or the numbers to call. Three statements for
    somebody known, and one more when it is heavy."""
    keys = [screen.key for part in programme.parts for screen in part.exercises if screen.kind == "mood"]
    if not learner or not feels_heavy(learner, keys):
        return {"gentle": None}
    national = HelpContact.objects.filter(published=True, municipalities="", locale__language_code=get_language())
    cards = list(national.exclude(number=""))
    return {"gentle": [card for card in cards if card.number != "112"][:SHOWN]}
