"""Pages of follow-ups: the trainer's, and the one behind the link."""
