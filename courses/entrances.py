"""Other ways into a run than enrolling at once (a code, an application, a waiting list). The room that has them
registers here, so that the page that enrols can lead to them without knowing them."""

import datetime
from collections.abc import Callable
from typing import Any

from courses.models import Run

#: Gets the run and the learner (or None), and returns an address; empty when one simply enrols.
Entrance = Callable[[Run, Any], str]

#: Puts the invited learner into the run's queue, with the end of the invitation, and returns its address; empty when
#: the run has none.
Queue = Callable[[Run, Any, Any, datetime.datetime], str]

_entrances: list[Entrance] = []
_last_entrances: list[Entrance] = []
_columns: dict[str, Any] = {}
_queues: list[Queue] = []


def entrance(found: Entrance, *, last: bool = False, **columns: Any) -> Entrance:
    """Register ``found``; registering it twice has no further effect. ``columns`` are what it needs to know of a run,
    by name: they are read together with the run. One that is ``last`` is asked when no other leads anywhere."""
    registered = _last_entrances if last else _entrances
    if found not in registered:
        registered.append(found)
        _columns.update(columns)
    return found


def run_at_the_door(code: str) -> Run | None:
    """The run with its course and with what the entrances need to know of it, or None; one statement."""
    return Run.objects.select_related("course").filter(code=code).annotate(**_columns).first()


def door_columns() -> dict[str, Any]:
    """What the entrances need to know of a run, to be read together with it."""
    return dict(_columns)


def other_way_in(run: Run, learner: Any) -> str:
    """Where ``learner`` gets into ``run``, or into its queue, if not by simply enrolling; empty otherwise."""
    return next((address for one in _entrances + _last_entrances if (address := one(run, learner))), "")


def queue(found: Queue) -> Queue:
    """Register ``found``; registering it twice has no further effect."""
    if found not in _queues:
        _queues.append(found)
    return found


def queue_up(run: Run, learner: Any, actor: Any, *, until: datetime.datetime) -> str:
    """Put somebody whose invitation is good ``until`` then into the queue of a full run; the address of the queue, or
    "" without one."""
    return next((address for one in _queues if (address := one(run, learner, actor, until))), "")
