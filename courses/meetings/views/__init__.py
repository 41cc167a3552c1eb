"""Views: a view is a sentence."""
