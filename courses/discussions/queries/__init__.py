"""Reading what is talked of in a run. Every lookup carries its right: what is not yours is missing."""
