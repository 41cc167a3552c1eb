"""The small pictures that an author may put at the head of a module or a part, or into a text.

Each is one template in ``ui/scenes/``: at most 2 kB, drawn with the colours of the tokens, and at a head only a
decoration, so that nobody misses anything who does not see it. All share the hills, the dotted path, one weight of
line and one sun.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

SCENES: dict[str, Any] = {
    "house": _("House of four floors"),
    "signpost": _("Signpost"),
    "lens": _("Magnifying glass"),
    "bridge": _("Bridge"),
    "door": _("Open door"),
    "sprout": _("Sprout"),
    "table": _("Round table"),
    "shoes": _("Shoe at the start of a path"),
    "cards": _("Cards"),
    "chain": _("Chain"),
    "kite": _("Kite"),
    "rock": _("Rock and two ways round it"),
    "umbrella": _("Umbrella and rain"),
    "people": _("People on one path"),
    "cup": _("Cup in the morning"),
    "steps": _("Steps and a flag"),
    "letter": _("Letter"),
    "gate": _("Open gate"),
    "lamp": _("Lamp on a desk"),
    "fire": _("Campfire"),
    "basket": _("Basket of food"),
    "floors": _("House of four floors among people"),
}
LONGEST = 20
