"""Short secrets on their way from one page to the next. The session table must not hold them readably."""

import base64
import binascii
from typing import Any

from assessments.personal.sealing import CannotOpen
from assessments.personal.site_key import unwrap, wrap


def seal_for(learner: Any, text: str) -> str:
    """``text`` sealed with the site key and bound to the learner, as text that a session can carry."""
    return base64.b64encode(wrap(text.encode(), bound_to=_bound_to(learner))).decode()


def open_for(learner: Any, sealed: str) -> str:
    """What was sealed for this learner; empty when it was not, or when its site key is gone."""
    try:
        return unwrap(base64.b64decode(sealed), bound_to=_bound_to(learner)).decode()
    except (CannotOpen, binascii.Error):
        return ""


def _bound_to(learner: Any) -> str:
    return f"passing {learner.key}"
