"""People who write: each saves a new answer again and again, as the page's script does, and remembers what the
server has acknowledged."""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

#: Like the page's own: after it a save counts as failed and is tried again.
GIVE_UP = 20


@dataclass
class Writer:
    """One person with the pages of a quiz open. ``acked`` and ``sent`` hold each question's highest number."""

    page: dict[str, Any]
    port: int
    chance: random.Random
    number: int = 0
    sent: dict[int, int] = field(default_factory=dict)
    acked: dict[int, int] = field(default_factory=dict)
    acks: int = 0
    failures: int = 0
    wrong: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def next_answer(self) -> tuple[int, bytes]:
        """The place of the question, one after the other, and the form; the answer's text begins with its number."""
        place = self.number % len(self.page["paths"]) + 1
        self.number += 1
        self.sent[place] = self.number
        text = f"{self.number} {'sana ' * self.chance.randint(1, 60)}".strip()
        fields = {"pass": self.page["pass"], "writer": "drill", "base": "0", "seq": str(self.number), "answer": text}
        return place, urlencode(fields).encode()

    async def save(self) -> None:
        """Send one answer and note what comes back. A broken connection is no acknowledgement."""
        place, body = self.next_answer()
        number, began = self.number, time.perf_counter()
        try:
            status, told = await asyncio.wait_for(ask(self.port, self.page, place, body), GIVE_UP)
        except (OSError, TimeoutError, ValueError, IndexError):
            self.failures += 1
            return
        self.times.append((time.perf_counter() - began) * 1000)
        if status == 200 and told.get("seq", 0) >= number:
            self.acks += 1
            self.acked[place] = number
        else:
            self.wrong.append(status)

    async def write(self, over: asyncio.Event, pause: float) -> None:
        """Save until it is over, with pauses of about ``pause`` seconds."""
        await asyncio.sleep(self.chance.uniform(0, pause))
        while not over.is_set():
            await self.save()
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * pause)


async def ask(port: int, page: dict[str, Any], place: int, body: bytes) -> tuple[int, dict[str, Any]]:
    """One POST on a connection of its own: the status, and the whole answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        head = (
            f"POST {page['paths'][place - 1]} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {page['cookie']}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nX-Requested-With: autosave\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()
        answer = await reader.read()
    finally:
        writer.close()
    top, _gap, text = answer.partition(b"\r\n\r\n")
    status = int(top.split()[1])
    return status, json.loads(text) if status == 200 else {}


def lost(writers: list[Writer], answers: dict[str, list]) -> list[str]:
    """The acknowledged answers that are not there: the stored one is older, or is not what was sent."""
    found = []
    for writer in writers:
        for place, sent in writer.sent.items():
            key, acked = f"{writer.page['attempt']}:{place}", writer.acked.get(place, 0)
            seq, text = answers.get(key, [0, None])
            number = int(text.split()[0]) if text else 0
            if not (acked <= number == seq <= sent):
                found.append(f"{key}: acknowledged {acked}, stored {seq} with text {number}, sent {sent}")
    return found


def looked_for(writers: list[Writer]) -> int:
    """How many acknowledged answers were nobody's to overwrite, so that their loss would be seen."""
    return sum(len(writer.acked) for writer in writers)
