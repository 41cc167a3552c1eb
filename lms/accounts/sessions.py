"""How long a session lives (architecture decision 19). The policy stands in the session itself.

The database's own expiry does the work: a session is saved with the date on which it ends, and is saved again
while it is used, though not on every request. The end never lies beyond the longest life of its policy.
"""

import time
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

#: Session key that holds a pseudonymous learner's key.
LEARNER_SESSION_KEY = "learner"
POLICY = "policy"
STARTED = "started"
REFRESHED = "refreshed"
#: The tick "this is my own device", from the sign-in form until the sign-in is through (it may take several pages).
OWN_DEVICE = "own_device"
#: Session key that says that somebody without an account has answered whose device this is.
DEVICE_TOLD = "device_told"


@dataclass(frozen=True)
class Policy:
    """A session ends after ``idle`` without a request, and after ``at_most`` in any case."""

    name: str
    idle: timedelta
    at_most: timedelta | None = None

    @property
    def refresh_after(self) -> int:
        """Seconds after which a used session is saved again: at most every ten minutes, and often enough that
        "20 minutes" does not mean "10"."""
        return int(min(timedelta(minutes=10), self.idle / 10).total_seconds())

    def seconds_left(self, *, started: int, now: int) -> int:
        """How long a session used now may stay unused."""
        idle = int(self.idle.total_seconds())
        if self.at_most is None:
            return idle
        return max(1, min(idle, started + int(self.at_most.total_seconds()) - now))


VISITOR = Policy("visitor", idle=timedelta(hours=1))
STAFF = Policy("staff", idle=timedelta(hours=1), at_most=timedelta(hours=12))
TRAINEE = Policy("trainee", idle=timedelta(hours=8))
TRAINEE_OWN_DEVICE = Policy("trainee-own", idle=timedelta(days=30))
SHARED_DEVICE = Policy("shared", idle=timedelta(minutes=20))
OWN_DEVICE_UNTIL_DELETION = Policy("own", idle=timedelta(days=settings.PSEUDONYMOUS_IDLE_DAYS))

POLICIES = {
    policy.name: policy
    for policy in (VISITOR, STAFF, TRAINEE, TRAINEE_OWN_DEVICE, SHARED_DEVICE, OWN_DEVICE_UNTIL_DELETION)
}


def apply_policy(session: SessionBase, policy: Policy, *, now: int | None = None) -> None:
    """Start the life of ``session`` anew under ``policy``."""
    moment = int(time.time()) if now is None else now
    session[POLICY] = policy.name
    session[STARTED] = moment
    _extend(session, policy, started=moment, now=moment)


def keep_alive(session: SessionBase, *, now: int | None = None) -> None:
    """Move the end of a used session forward when it is time to; a session without a policy gets a visitor's."""
    moment = int(time.time()) if now is None else now
    policy = POLICIES.get(session.get(POLICY, ""))
    if policy is None:
        apply_policy(session, VISITOR, now=moment)
    elif moment - session.get(REFRESHED, 0) >= policy.refresh_after or session.get_expire_at_browser_close():
        # allauth makes the session of a password sign-in end with the browser; the policy decides instead.
        _extend(session, policy, started=session.get(STARTED, moment), now=moment)


def is_own_device(session: SessionBase) -> bool:
    """Whether the person said that this device is theirs alone; until then it counts as shared."""
    return session.get(POLICY) in {TRAINEE_OWN_DEVICE.name, OWN_DEVICE_UNTIL_DELETION.name}


def has_told_device(session: SessionBase) -> bool:
    """Whether somebody without an account has said in this session whose device it is, so that it is asked no more."""
    return bool(session.get(DEVICE_TOLD))


def policy_for(user: object, *, own_device: bool) -> Policy:
    """The policy of somebody who signs in; for staff the tick changes nothing."""
    if user.is_staff or user.is_superuser:
        return STAFF
    return TRAINEE_OWN_DEVICE if own_device else TRAINEE


def _extend(session: SessionBase, policy: Policy, *, started: int, now: int) -> None:
    session[REFRESHED] = now
    session.set_expiry(policy.seconds_left(started=started, now=now))
