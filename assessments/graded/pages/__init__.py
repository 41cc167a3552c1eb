"""What a page shows, worked out from rows: plain data for templates, a file per subject."""
