"""The kinds of questions. Every module here that defines ``KIND`` is one; nothing else has to be told."""

from importlib import import_module
from pkgutil import iter_modules

from assessments.kinds.question import QuestionKind


def _found() -> dict[str, QuestionKind]:
    modules = [import_module(f"{__name__}.{entry.name}") for entry in iter_modules(__path__) if not entry.ispkg]
    kinds = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.slug: kind for kind in sorted(kinds, key=lambda kind: (kind.place, kind.slug))}


#: Kind by slug, in the order of the author's list.
KINDS: dict[str, QuestionKind] = _found()
