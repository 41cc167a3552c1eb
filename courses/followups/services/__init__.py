"""Acts on follow-ups."""
