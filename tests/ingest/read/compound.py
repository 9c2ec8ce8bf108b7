"""A writer of compound files (the wrapping of MSG and DOC), just enough for tests. After [MS-CFB], version 3."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF


Tree = Mapping[str, "bytes | Tree"]


def file(tree: Tree) -> bytes:
    """A compound file with these streams, and storages with streams."""
    entries: list[list[object]] = [
        ["Root Entry", 5, NONE, NONE, NONE, END, 0]
    ]  # name, type, left, right, child, start, size
    chains: list[bytes] = []

    def add(branch: Tree, parent: int) -> None:
        last = None
        for name, value in sorted(branch.items(), key=lambda item: (len(item[0]), item[0].upper())):
            place = len(entries)
            entries.append([name, 2 if isinstance(value, bytes) else 1, NONE, NONE, NONE, END, 0])
            if last is None:
                entries[parent][4] = place
            else:
                entries[last][3] = place
            last = place
            if isinstance(value, bytes):
                data = value.ljust(4096, b"\x00") if len(value) < 4096 else value  # no short streams
                entries[place][5:] = [len(chains), len(data)]
                chains.append(data)
            else:
                add(value, place)

    add(tree, 0)
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(data: bytes) -> int:
        first, count = len(sectors), -(-len(data) // SECTOR)
        sectors.extend(data[n * SECTOR : (n + 1) * SECTOR].ljust(SECTOR, b"\x00") for n in range(count))
        fat.extend([*range(first + 1, first + count), END])
        return first

    starts = [put(data) for data in chains]
    directory = b""
    for name, kind, left, right, child, start, size in entries:
        coded = str(name).encode("utf-16-le")
        first = starts[int(str(start))] if kind == 2 else END
        directory += coded.ljust(64, b"\x00") + struct.pack("<HBBIII", len(coded) + 2, kind, 1, left, right, child)
        directory += bytes(36) + struct.pack("<IQ", first, size)
    empty = struct.pack("<HBBIII", 0, 0, 0, NONE, NONE, NONE)
    while len(directory) % SECTOR:
        directory += bytes(64) + empty + bytes(128 - 64 - len(empty))
    root = put(directory)
    needed = 1
    while needed * SECTOR // 4 < len(sectors) + needed:
        needed += 1
    first_fat = len(sectors)
    table = [*fat, *[FAT] * needed]
    table += [FREE] * (needed * SECTOR // 4 - len(table))
    places = [*range(first_fat, first_fat + needed)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, needed, root, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *places, *[FREE] * (109 - needed))
    return header + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)
