"""How Wagtail's admin greets authors: the menu, the lists, the cards and the front page."""
