"""The icons in use, by their Lucide names. A name that is not here is a programming error, found by the first test."""

NAMES = """
arrow-down arrow-left arrow-right arrow-up award badge-check book-open calendar calendar-check captions check
chevron-down chevron-right circle circle-alert circle-check circle-x clipboard-check clipboard-list clock
cloud-check cloud-off cloud-upload copy download external-link eye eye-off file-text flag graduation-cap
heart-handshake history hourglass house image info key-round languages life-buoy lightbulb link list-checks lock
lock-open log-in log-out mail map-pin menu message-circle monitor moon notebook-pen paperclip pencil phone play
plus printer qr-code quote refresh-cw rotate-ccw search settings shield-check smartphone sun trash-2
triangle-alert upload user-round users x
"""
ICONS = frozenset(NAMES.split())


class UnknownIcon(LookupError):
    """Raised for an icon that the sprite does not hold: add its name to NAMES and run `python -m lms.ui.build`."""
