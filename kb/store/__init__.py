"""The store: what is true, in a relational database and a folder of original files. The only place that knows SQL."""

from kb.store.locks import FolderLock
from kb.store.originals import Originals, digest_of, move_aside
from kb.store.standing import Standing, require_newest, require_same
from kb.store.store import Store

__all__ = ["FolderLock", "Originals", "Standing", "Store", "digest_of", "move_aside", "require_newest", "require_same"]
