"""Backups of a knowledge base: writing, proving that one is whole, and putting it back."""

from kb.backup.manifest import Manifest
from kb.backup.restoring import restore
from kb.backup.writing import Source, write

__all__ = ["Manifest", "Source", "restore", "write"]
