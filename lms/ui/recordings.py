"""Sound files known by their first bytes: what phones and browsers record."""

#: Content type by the ending of the name.
TYPES = {
    "3gp": "audio/3gpp",
    "aac": "audio/aac",
    "amr": "audio/amr",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "webm": "audio/webm",
}
#: Other endings of the same kinds.
ALSO = {"3ga": "3gp", "3gpp": "3gp", "mp4": "m4a", "oga": "ogg", "opus": "ogg", "wave": "wav", "weba": "webm"}
_BEGINNINGS = {
    "amr": (b"#!AMR",),
    "flac": (b"fLaC",),
    "ogg": (b"OggS",),
    "webm": (b"\x1a\x45\xdf\xa3",),
}


def is_recording(kind: str, content: bytes) -> bool:
    """Whether the beginning is that of ``kind``. A box for moving pictures may hold sound alone: it is given out as
    sound, and nothing of it is ever run."""
    if kind in ("m4a", "3gp"):
        return content[4:8] == b"ftyp"
    if kind == "wav":
        return content[:4] == b"RIFF" and content[8:12] == b"WAVE"
    if kind == "aac":
        return content[:4] == b"ADIF" or (
            content[:1] == b"\xff" and content[1:2] in (b"\xf0", b"\xf1", b"\xf8", b"\xf9")
        )
    if kind == "mp3":
        return content[:3] == b"ID3" or _is_frame(content)
    return content.startswith(_BEGINNINGS[kind])


def _is_frame(content: bytes) -> bool:
    """Eleven set bits, a layer, a bit rate and a sample rate that exist."""
    if len(content) < 4 or content[0] != 0xFF or content[1] & 0xE0 != 0xE0:
        return False
    return bool(content[1] & 0x06) and content[2] >> 4 not in (0, 15) and content[2] & 0x0C != 0x0C
