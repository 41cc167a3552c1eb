"""What pages show and ask."""
