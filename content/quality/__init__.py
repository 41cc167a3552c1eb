"""Whether a text serves its readers: checks for authors, none of which stops a publication."""
