"""What completes a run: the shape of a rule, the verdict, and the sentence that says it."""
