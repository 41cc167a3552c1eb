"""The few sizes in which pictures are served."""

#: Widths in pixels that a page may ask for; anything else is no address of ours.
WIDTHS = (320, 640, 960, 1280)


def filter_of(width: int) -> str:
    """How a picture is made ``width`` pixels wide; a smaller one is never blown up."""
    return f"width-{width}|format-webp"
