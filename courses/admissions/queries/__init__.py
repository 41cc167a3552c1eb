"""Reading who wants in, and where they stand."""
