"""The store: what is true, in a relational database and a folder of original files. The only place that knows SQL."""

from kb.store.originals import Originals
from kb.store.store import Store

__all__ = ["Originals", "Store"]
