"""Moodle's essay that asks for files, and ours written as one."""

from typing import Any

from django.utils.translation import gettext as _

from assessments.interchange.moodle_texts import Source, number_of
from assessments.kinds import KINDS
from assessments.kinds.file_answer import FAMILIES, MOST

#: What Moodle calls each family in a list of file types.
_TYPES = {
    "documents": ("document", "presentation", "spreadsheet", ".pdf", ".txt"),
    "pictures": ("image",),
    "recordings": ("audio",),
}
#: What it may call them; whatever else is listed is a document.
_READ = {
    "pictures": ("image", "web_image", "optimised_image", ".jpg", ".jpeg", ".png", "image/jpeg", "image/png"),
    "recordings": ("audio", "html_audio", "web_audio", ".mp3", ".m4a", ".wav", ".ogg", ".aac", ".webm"),
}


def asks_for_files(source: Source) -> bool:
    """Whether the essay is answered with files: they are required, or there is nowhere to write."""
    may = source.node.said("attachments") not in ("", "0")
    return may and (source.node.said("responseformat") == "noinline" or _count(source, "attachmentsrequired") > 0)


def read_files(source: Source) -> None:
    """A file as the answer; a single recording is a spoken answer."""
    question, wanted = source.question, _count(source, "attachments")
    families, most = _families(source), min(max(wanted, 1), MOST) if wanted >= 0 else MOST
    named = source.node.said("polku")
    is_spoken = named == "audio_answer" or (named != "file_answer" and (families, most) == (("recordings",), 1))
    question.kind = "audio_answer" if is_spoken else "file_answer"
    source.put("guide", source.text("graderinfo"))
    if not is_spoken:
        question.values |= {family: family in families for family in FAMILIES} | {"most": most}
    if not 0 <= wanted <= MOST:
        question.lose(_("The number of files: here at most %(most)s fit.") % {"most": MOST})
    if source.node.said("responseformat") not in ("", "noinline"):
        question.lose(_("Writing beside the files: here only files are handed in."))


def _count(source: Source, tag: str) -> int:
    return int(number_of(source.node.said(tag) or "0") or 0)


def _families(source: Source) -> tuple[str, ...]:
    """The families that the list names; without a list, what is taken as work."""
    listed = source.node.said("filetypeslist").replace(",", " ").replace(";", " ").lower().split()
    if not listed or "*" in listed:
        return ("documents", "pictures")
    known = {family for family, words in _READ.items() if any(word in words for word in listed)}
    if any(word not in _READ["pictures"] + _READ["recordings"] for word in listed):
        known.add("documents")
    return tuple(family for family in FAMILIES if family in known)


def body_of(kind: str, values: dict[str, Any]) -> list[str]:
    """What an essay says of its files."""
    families, most = KINDS[kind].families(values), KINDS[kind].most_files(values)
    types = ",".join(word for family in families for word in _TYPES[family])
    return [
        "<responseformat>noinline</responseformat>",
        "<responserequired>0</responserequired>",
        f"<attachments>{most}</attachments>",
        "<attachmentsrequired>1</attachmentsrequired>",
        f"<filetypeslist>{types}</filetypeslist>",
        f"<polku>{kind}</polku>",
    ]
