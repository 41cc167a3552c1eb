"""What pages and services read, a file per subject."""
