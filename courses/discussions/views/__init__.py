"""A view is a sentence: find it with its right, do it, answer."""
