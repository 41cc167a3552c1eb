"""The quiz as a learner meets it: intro, one question a page, the list before sending, the result."""
