"""A file read a second time, by other means than `ingest.read`: to count its words, and to prove quotes by it."""
