"""Moodle XML as Moodle's own export writes it, in plain text. What only Polku reads stands in elements that Moodle
passes by: the word on a pair, that pairs are groups, and that an essay asks for files or for a recording."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr  # noqa: S406 -- writing

from assessments.interchange.export_facts import Outgoing, Written, answers_of_short_text, losses_of, no_counterpart
from assessments.interchange.facts import EmbeddedPicture
from assessments.interchange.moodle_files import body_of
from assessments.interchange.moodle_texts import in_words
from assessments.kinds.gap_fill import GAP
from assessments.kinds.numeric import number_or_none
from assessments.kinds.question import lines_in

NAME = "Moodle XML"
_TYPES = {
    "single_choice": "multichoice",
    "multiple_choice": "multichoice",
    "true_false": "truefalse",
    "short_text": "shortanswer",
    "numeric": "numerical",
    "matching": "matching",
    "grouping": "matching",
    "ordering": "ordering",
    "gap_fill": "cloze",
    "essay": "essay",
    "file_answer": "essay",
    "audio_answer": "essay",
    "description": "description",
}
#: The only shares that Moodle takes, in per cent.
_SHARES = ("100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10")


def write_moodle_xml(questions: Iterable[Outgoing]) -> Written:
    """The file, with a category before the questions that belong to it."""
    written, lines, category = Written(), ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"], None
    for question in questions:
        if question.kind not in _TYPES:
            written.left_out.append((question.title, no_counterpart(question.kind, NAME)))
            continue
        if question.category != category:
            category = question.category
            lines += _category(category)
        lines += _question(question)
        written.count += 1
        written.losses += [(question.title, loss) for loss in losses_of(question, NAME)]
    written.text = "\n".join([*lines, "</quiz>", ""])
    return written


def _category(category: str) -> list[str]:
    path = "/".join(["$course$", "top", *filter(None, category.split("/"))])
    return ['<question type="category">', f"<category>{_text(path)}</category>", "</question>"]


def _question(question: Outgoing) -> list[str]:
    values = question.values
    stem = {"description": values.get("text"), "gap_fill": cloze_of(values)}.get(question.kind, values.get("stem"))
    title = values.get("stem") if question.kind == "description" else question.title
    tags = [f"<tag>{_text(tag)}</tag>" for tag in question.tags]
    return [
        f'<question type="{_TYPES[question.kind]}">',
        f"<name>{_text(title)}</name>",
        _asked(stem, question.picture),
        _formatted("generalfeedback", values.get("feedback")),
        f"<defaultgrade>{'0' if question.kind == 'description' else '1'}</defaultgrade>",
        "<penalty>0</penalty>",
        "<hidden>0</hidden>",
        f"<idnumber>{escape(question.key)}</idnumber>",
        *(_BODIES[question.kind](values) if question.kind in _BODIES else []),
        *(_formatted("hint", hint) for hint in lines_in(values.get("hints"))),
        *([f"<tags>{''.join(tags)}</tags>"] if tags else []),
        "</question>",
    ]


def _asked(stem: str | None, picture: EmbeddedPicture | None) -> str:
    if picture is None:
        return _formatted("questiontext", stem)
    return f'<questiontext format="html">{_with_picture(stem, picture)}</questiontext>'


def _text(text: str | None) -> str:
    return f"<text>{escape(text or '')}</text>"


def _with_picture(words: str | None, picture: EmbeddedPicture) -> str:
    """The words as markup, with the picture under them and the file beside it."""
    name, alt = quoteattr(f"@@PLUGINFILE@@/{quote(picture.name)}"), quoteattr(picture.alt)
    shown = escape(words or "").replace("\n", "<br>")
    file = (
        f'<file name={quoteattr(picture.name)} path="/" encoding="base64">{b64encode(picture.content).decode()}</file>'
    )
    return _text(f"<p>{shown}</p><p><img src={name} alt={alt}></p>") + file


def _formatted(tag: str, text: str | None, **attributes: str) -> str:
    said = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f'<{tag}{said} format="plain_text">{_text(text)}</{tag}>'


def _answer(text: str | None, share: str, feedback: str | None = "", more: str = "") -> str:
    inside = _text(text) + more + _formatted("feedback", feedback)
    return f'<answer fraction="{share}" format="plain_text">{inside}</answer>'


def _option(option: dict[str, Any], share: str) -> str:
    picture = option.get("picture")
    if not isinstance(picture, EmbeddedPicture):
        return _answer(option["text"], share, option.get("feedback"))
    inside = _with_picture(option["text"], picture) + _formatted("feedback", option.get("feedback"))
    return f'<answer fraction="{share}" format="html">{inside}</answer>'


def _choices(values: dict[str, Any], single: bool) -> list[str]:
    options = [one["value"] for one in values["options"]]
    count = 1 if single else sum(bool(one.get("correct")) for one in options)
    part = _SHARES[min(count, len(_SHARES)) - 1]
    wrong = "0" if single else f"-{part}"
    return [
        f"<single>{'true' if single else 'false'}</single>",
        "<shuffleanswers>true</shuffleanswers>",
        "<answernumbering>none</answernumbering>",
        *(_option(one, part if one.get("correct") else wrong) for one in options),
    ]


def _true_false(values: dict[str, Any]) -> list[str]:
    said = (values.get("feedback_wrong"), values.get("feedback_right"))
    verdicts = [("true", bool(values.get("answer"))), ("false", not values.get("answer"))]
    return [_answer(text, "100" if right else "0", said[right]) for text, right in verdicts]


def _short_text(values: dict[str, Any]) -> list[str]:
    patterns = answers_of_short_text(values, lines_in(values["patterns"]))
    right = [_answer(pattern, "100", values.get("feedback_right")) for pattern in patterns]
    return ["<usecase>0</usecase>", *right, *_all_others(values)]


def _numeric(values: dict[str, Any]) -> list[str]:
    number, tolerance = (_pointed(values.get(name)) for name in ("answer", "tolerance"))
    unit = values.get("unit") or ""
    units = f"<units><unit><multiplier>1</multiplier><unit_name>{escape(unit)}</unit_name></unit></units>"
    near = f"<tolerance>{tolerance}</tolerance>"
    return [
        _answer(number, "100", values.get("feedback_right"), near),
        *_all_others(values, "<tolerance>0</tolerance>"),
        "<unitgradingtype>0</unitgradingtype>",
        "<showunits>1</showunits>" if unit else "<showunits>3</showunits>",
        *([units] if unit else []),
    ]


def _all_others(values: dict[str, Any], more: str = "") -> list[str]:
    said = values.get("feedback_wrong")
    return [_answer("*", "0", said, more)] if said else []


def _pointed(number: str | None) -> str:
    return in_words(number_or_none(number or "0") or Decimal(0)).replace(",", ".")


def _pair(text: str, match: str, feedback: str | None = "") -> str:
    said = _formatted("feedback", feedback) if feedback else ""
    return f'<subquestion format="plain_text">{_text(text)}<answer>{_text(match)}</answer>{said}</subquestion>'


def _matching(values: dict[str, Any]) -> list[str]:
    pairs = [one["value"] for one in values["pairs"]]
    extras = [_pair("", one["value"]["text"]) for one in values.get("extras") or []]
    return [
        "<shuffleanswers>true</shuffleanswers>",
        *(_pair(one["text"], one["match"], one.get("feedback")) for one in pairs),
        *extras,
    ]


def _grouping(values: dict[str, Any]) -> list[str]:
    pairs = [
        _pair(thing["value"]["text"], group["value"]["text"], thing["value"].get("feedback"))
        for group in values["groups"]
        for thing in group["value"]["items"]
    ]
    return ["<shuffleanswers>true</shuffleanswers>", "<polku>grouping</polku>", *pairs]


def _ordering(values: dict[str, Any]) -> list[str]:
    things = [one["value"] for one in values["items"]]
    placed = [_answer(one["text"], str(place), one.get("feedback")) for place, one in enumerate(things, start=1)]
    return ["<layouttype>VERTICAL</layouttype>", "<selecttype>ALL</selecttype>", *placed]


def _essay(values: dict[str, Any]) -> list[str]:
    return [
        "<responseformat>plain</responseformat>",
        "<responserequired>1</responserequired>",
        "<attachments>0</attachments>",
        _formatted("graderinfo", values.get("guide")),
    ]


def _files(kind: str, values: dict[str, Any]) -> list[str]:
    return [*body_of(kind, values), _formatted("graderinfo", values.get("guide"))]


def cloze_of(values: dict[str, Any]) -> str:
    """The task, an empty line, and the text with the answers in it."""
    gaps = {one["value"]["gap"]: one["value"] for one in values.get("gaps") or []}
    text = GAP.sub(lambda found: _cloze_gap(gaps[found[1]]) if found[1] in gaps else found[0], values.get("text") or "")
    task = "\n".join(lines_in(values.get("stem")))
    return f"{task}\n\n{text}"


def _cloze_gap(gap: dict[str, Any]) -> str:
    right, wrong = lines_in(gap.get("answers")), lines_in(gap.get("wrong"))
    feedback = f"#{_signs(gap['feedback'])}" if gap.get("feedback") else ""
    kind = "MULTICHOICE" if wrong else "SHORTANSWER"
    named = [f"={_signs(text)}{feedback}" for text in (right[:1] if wrong else right)]
    return "{1:" + kind + ":" + "~".join([*named, *map(_signs, wrong)]) + "}"


def _signs(text: str) -> str:
    """``text`` so that none of its signs ends an answer."""
    return "".join(f"\\{char}" if char in "\\~#{}=%" else char for char in " ".join(text.split()))


_BODIES: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    "single_choice": lambda values: _choices(values, True),
    "multiple_choice": lambda values: _choices(values, False),
    "true_false": _true_false,
    "short_text": _short_text,
    "numeric": _numeric,
    "matching": _matching,
    "grouping": _grouping,
    "ordering": _ordering,
    "essay": _essay,
    "file_answer": lambda values: _files("file_answer", values),
    "audio_answer": lambda values: _files("audio_answer", values),
}
