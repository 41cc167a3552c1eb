"""Other ways into a run than enrolling at once (a code, an application, a waiting list). The room that has them
registers here, so that the page that enrols can lead to them without knowing them."""

from collections.abc import Callable
from typing import Any

from courses.models import Run

#: Gets the run and the learner (or None), and returns an address; empty when one simply enrols.
Entrance = Callable[[Run, Any], str]

_entrances: list[Entrance] = []


def entrance(found: Entrance) -> Entrance:
    """Register ``found``; registering it twice has no further effect."""
    if found not in _entrances:
        _entrances.append(found)
    return found


def other_way_in(run: Run, learner: Any) -> str:
    """Where ``learner`` gets into ``run``, or into its queue, if not by simply enrolling; empty otherwise."""
    return next((address for one in _entrances if (address := one(run, learner))), "")
