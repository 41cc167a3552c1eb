"""A rule as one plain sentence, for its author, its trainer and its learners alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.completion.shape import Condition, Group, Kind


@dataclass(frozen=True, slots=True)
class Names:
    """What the things in a rule are called in the reader's language. ``compulsory`` are the titles of the run's
    compulsory contact days."""

    steps: Mapping[str, str] = field(default_factory=dict)
    modules: Mapping[str, str] = field(default_factory=dict)
    compulsory: tuple[str, ...] = ()


def sentence(rule: Group, names: Names) -> str:
    """The whole rule in one sentence, with the compulsory days whatever the rule says of days."""
    told = rule.least is None and any(_is_days(one) for one in rule.conditions)
    if told or not names.compulsory:
        return _("The training is completed when %(conditions)s.") % {"conditions": clause(rule, names)}
    whole = clause(rule, replace(names, compulsory=()))
    days = ngettext(
        "the compulsory contact day %(days)s is attended or made up for",
        "the compulsory contact days %(days)s are attended or made up for",
        len(names.compulsory),
    ) % {"days": _quoted(names.compulsory)}
    return _("The training is completed when %(conditions)s.") % {"conditions": listed([whole, days], _("and"))}


def _is_days(one: Condition | Group) -> bool:
    return isinstance(one, Condition) and one.kind == Kind.DAYS


def _quoted(titles: Sequence[str]) -> str:
    return listed([_("“%(title)s”") % {"title": title} for title in titles], _("and"))


def clause(one: Condition | Group, names: Names) -> str:
    """A rule, or a part of it, as what follows “when”."""
    if isinstance(one, Condition):
        return condition_in_words(one, names)
    said = [f"({clause(each, names)})" if _is_crowd(each) else clause(each, names) for each in one.conditions]
    if one.least is None or one.least == len(said):
        return listed(said, _("and"))
    if one.least == 1:
        return listed(said, _("or"))
    return _("at least %(least)d of these %(all)d are so: %(conditions)s") % {
        "least": one.least,
        "all": len(said),
        "conditions": "; ".join(said),
    }


def _is_crowd(one: Condition | Group) -> bool:
    return isinstance(one, Group) and len(one.conditions) > 1


def listed(parts: Sequence[str], word: str) -> str:
    """“a, b and c”, with ``word`` before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def condition_in_words(condition: Condition, names: Names) -> str:
    """One condition as the part of a sentence that follows “when”."""
    if condition.kind == Kind.REQUIRED:
        return _("every required step is done")
    if condition.kind == Kind.APPROVAL:
        return _("the trainer has approved the whole")
    if condition.kind == Kind.DAYS:
        return _days(condition, names.compulsory)
    if condition.kind == Kind.MODULE:
        return _("the module “%(title)s” is done") % {"title": names.modules.get(condition.key, _("(removed)"))}
    if condition.kind == Kind.GROUP:
        return _("one is in the group “%(name)s”") % {"name": condition.name}
    title = names.steps.get(condition.key, _("(removed)"))
    if condition.kind == Kind.PRIOR:
        return _("prior learning is recognised for “%(title)s”") % {"title": title}
    if condition.kind == Kind.SCORE:
        return _("“%(title)s” has at least %(percent)d %% of its points") % {
            "title": title,
            "percent": condition.percent,
        }
    return _("“%(title)s” is done") % {"title": title}


def _days(condition: Condition, compulsory: tuple[str, ...]) -> str:
    if condition.percent == 100:
        said = _("every contact day is attended")
    elif condition.percent:
        said = _("at least %(percent)d %% of the contact days are attended") % {"percent": condition.percent}
    else:
        said = ngettext(
            "at least %(count)d contact day is attended",
            "at least %(count)d contact days are attended",
            condition.count,
        ) % {"count": condition.count}
    if not compulsory:
        return said
    return _("%(days)s (among them %(compulsory)s)") % {"days": said, "compulsory": _quoted(compulsory)}
