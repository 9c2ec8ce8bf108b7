"""What in a text says who a resident is, and how that is hidden. Modules are imported by name, because the patterns of
names take long to make."""
