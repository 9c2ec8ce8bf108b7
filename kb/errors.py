"""Errors that a user sees: the message is one clear Dutch sentence that names the thing and what to do."""

# ruff: noqa: N818  (they are named for what a user runs into)

import errno

REASONS = {
    errno.EACCES: "u mag hier niet lezen of schrijven",
    errno.EEXIST: "er staat al een bestand met deze naam",
    errno.EISDIR: "dit is een map",
    errno.ENAMETOOLONG: "deze naam is te lang",
    errno.ENOENT: "dit bestaat niet",
    errno.ENOSPC: "de schijf is vol",
    errno.ENOTDIR: "een deel van dit pad is geen map",
    errno.EPERM: "u mag hier niet lezen of schrijven",
    errno.EROFS: "op deze schijf kan niet worden geschreven",
}


def because(error: OSError) -> str:
    """Why reading or writing failed; in the words of the system when that is none of the usual reasons."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)


def sentence(error: Exception) -> str:
    """What went wrong while writing, for the user."""
    return f"Schrijven lukt niet: {because(error)}." if isinstance(error, OSError) else str(error)


class AdviesspoorError(Exception):
    """Base of all errors whose text is meant for the user."""


class UnreadableFile(AdviesspoorError):
    """A file that no reader could open; the rest of the batch goes on."""


class NotFound(AdviesspoorError):
    """No document, passage, statement or link has this id."""


class OtherEmbedder(AdviesspoorError):
    """The index was made with another embedding model: `reindex` first."""


class Busy(AdviesspoorError):
    """Another process is writing to this knowledge base."""


class BadSettings(AdviesspoorError):
    """A setting or term file that cannot be used."""


class BadDecision(AdviesspoorError):
    """A decision that cannot be taken: an unknown value, or no name or reason where one is needed."""


class Overtaken(BadDecision):
    """A colleague decided about the same since it was looked at: to be seen before it is replaced."""


class UnknownFormat(AdviesspoorError):
    """An export format, or a page picture of a file, that does not exist."""


class BadCut(AdviesspoorError):
    """A file that cannot be split so, or not without losing what people decided."""


class OtherStore(AdviesspoorError):
    """The database is empty, older than the originals beside it, or that of another knowledge base."""


class ReadOnly(AdviesspoorError):
    """This knowledge base may be read and not written to."""


class NotAllowed(AdviesspoorError):
    """Whoever is logged in lacks the role for this, or nobody is logged in."""


class Moved(AdviesspoorError):
    """The folder of the knowledge base is no longer where it was when it was opened."""


class NewerStore(AdviesspoorError):
    """The knowledge base was made by a newer version of the program."""


class BrokenStore(AdviesspoorError):
    """The database cannot be used: damaged, full, not to be written or not to be reached."""


class DamagedStore(BrokenStore):
    """The file of the database is no whole database."""


class BadBackup(AdviesspoorError):
    """What should be a backup is none or not a whole one, or there is no place for it."""


class BrokenIndex(AdviesspoorError):
    """The index cannot be used now; nothing is lost, for it can be made anew from the store."""


class NoVectors(BrokenIndex):
    """The server that holds the vectors is away, lets nobody in, or lost them. Nothing is made again by itself."""


class NoCluster(AdviesspoorError):
    """The machines that were to read files cannot be reached, or not used."""


class BadList(AdviesspoorError):
    """What should be a kept list of commitments is none, or cannot be read."""
