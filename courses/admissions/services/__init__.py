"""Acts about getting in. Whatever touches places locks the row of the run first."""
