"""Reports of mail servers about a mail that they could not deliver (RFC 3464). Pure: bytes in, what they say out.

Whoever knows our address may write to it, so nothing here raises for what is odd: what cannot be read is no report.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message

#: Where a server writes to which address a mail came; ``To`` last, because the sender chooses it.
ARRIVED_AT = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
REPORTS = {"message/delivery-status", "message/global-delivery-status"}
#: For good, but the address itself is right: mailbox full, message too large, refused for what it says (RFC 3463).
NOT_THE_ADDRESS = re.compile(r"5\.(2\.[23]|3\.4|[67]\.\d{1,3})")
STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
SMTP_CODE = re.compile(r"\b(5\d\d)\b")


@dataclass(frozen=True, slots=True)
class Failure:
    """A receiver to whom a mail cannot be delivered: the answer of their server (0: unknown), and whether there is no
    such mailbox."""

    code: int
    no_mailbox: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """A message that came to our address for bounces. ``sent_to`` are the addresses it may have come to, in lower
    case; ``failure`` is None unless it reports that something cannot be delivered for good."""

    sent_to: tuple[str, ...]
    is_report: bool
    is_automatic: bool
    failure: Failure | None


def read_returned(raw: bytes) -> Returned | None:
    """What ``raw`` says; None when it is no mail at all."""
    message = message_from_bytes(raw)
    if not message.keys():
        return None
    blocks = list(_blocks(message))
    failures = [found for block in blocks if (found := _failure(block))]
    return Returned(
        sent_to=tuple(str(value).lower() for name in ARRIVED_AT for value in message.get_all(name, ())),
        is_report=bool(blocks),
        is_automatic=_is_automatic(message),
        failure=failures[0] if failures else None,
    )


def _blocks(message: Message) -> Iterator[Message]:
    """The groups of fields of every report inside, of the message and of each receiver alike."""
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return
    for part in message.get_payload():
        if part.get_content_type() not in REPORTS:
            continue
        inside = part.get_payload()
        for block in inside if isinstance(inside, list) else [message_from_string(str(inside))]:
            yield block
            rest = block.get_payload()  # of the international kind the parser opens only the first group
            if isinstance(rest, str):
                yield from (message_from_string(group) for group in re.split(r"\n\s*\n", rest) if group.strip())


def _failure(block: Message) -> Failure | None:
    """What one group says of its receiver: late, passed on or delivered is no failure, and 4.x.x may still arrive."""
    status = STATUS.search(str(block.get("Status", "")))
    if str(block.get("Action", "")).strip().lower() != "failed" or not status or status[1] != "5":
        return None
    said = SMTP_CODE.search(str(block.get("Diagnostic-Code", "")))
    return Failure(code=int(said[1]) if said else 0, no_mailbox=not NOT_THE_ADDRESS.fullmatch(status[0]))


def _is_automatic(message: Message) -> bool:
    """Whether a program wrote it: an answer from somebody's holiday, a list, a server (RFC 3834)."""
    written = str(message.get("Auto-Submitted", "no")).strip().lower()
    sender = str(message.get("Return-Path", "x")).strip()
    bulk = str(message.get("Precedence", "")).strip().lower() in {"bulk", "junk", "list", "auto_reply"}
    return written != "no" or sender in {"<>", ""} or bulk or "X-Autoreply" in message
