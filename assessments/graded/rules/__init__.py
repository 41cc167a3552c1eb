"""What decides, a file per subject: no database, no page."""
