"""What every model must say about the personal data it holds.

Each model carries ``privacy = Privacy(...)``. The declarations are read over ``apps.get_models()`` by
``lms.privacy`` to build a person's export, their erasure and the public promise page; a test fails for a
model without one. Basis: GDPR articles 5, 13, 15, 17 and 20.
"""

from dataclasses import dataclass
from typing import Literal

#: What happens to a row when its person is erased. ``tombstone`` rows survive only for people with awards.
Erasure = Literal["delete", "keep", "tombstone"]


@dataclass(frozen=True)
class Privacy:
    """The privacy declaration of one model.

    ``personal``   whether a row says something of an identifiable person.
    ``about``      one plain English sentence: what is held and why (translated on the promise page).
    ``owner``      ORM path from the row to its ``accounts.Learner`` ("learner", "enrolment__learner") or to its
                   ``accounts.User`` ("user"); empty for models that are not personal.
    ``keep``       how long, in words of the retention table (for example "until the person deletes it").
    ``erase``      what erasure does with the rows.
    ``export``     field names shown to the person, or a dotted path to ``exporter(learner) -> list[dict]``.
    ``files``      the file field whose files, called as the row's ``name`` says, go along in the person's own copy.
    ``merge``      how a row follows when one Learner is folded into another: "repoint", or the dotted path of the
                   service that folds, or empty when the row does not point to a Learner itself.
    """

    personal: bool
    about: str = ""
    owner: str = ""
    keep: str = ""
    erase: Erasure = "delete"
    export: tuple[str, ...] | str = ()
    files: str = ""
    merge: str = ""


NOT_PERSONAL = Privacy(personal=False, erase="keep")
