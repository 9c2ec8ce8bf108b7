"""How good the finding is, on documents that people annotated."""
