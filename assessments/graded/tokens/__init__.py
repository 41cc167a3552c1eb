"""Signed passes and links."""
