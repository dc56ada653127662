"""Whether a file lies on another computer, where SQLite's locks may not hold. Only Linux tells it this way."""

from __future__ import annotations

from pathlib import Path
from typing import Final

NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "fuse.davfs", "9p", "afs"}
)
_TABLE: Final = Path("/proc/self/mountinfo")


def is_network(path: Path, table: str | None = None) -> bool:
    """``table`` is the text of /proc/self/mountinfo (None: read it); False where nothing can be told."""
    if table is None:
        try:
            table = _TABLE.read_text("utf-8", errors="surrogateescape")
        except OSError:
            return False
    return kind(path, table) in NETWORK


def kind(path: Path, table: str) -> str:
    """The file system under a path, such as ``ext4``; empty when the table does not tell.

    The longest mount point above the path decides, and of two at one place the later.
    """
    best, found = -1, ""
    whole = path.absolute()
    for line in table.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split()
        if not dash or len(fields) < 5 or not after:
            continue
        point = Path(_plain(fields[4]))
        if (whole == point or point in whole.parents) and len(point.parts) >= best:
            best, found = len(point.parts), after.split()[0]
    return found


def _plain(escaped: str) -> str:
    """Spaces and the like stand in the table as octal numbers."""
    for sign, code in ((" ", r"\040"), ("\t", r"\011"), ("\n", r"\012"), ("\\", r"\134")):
        escaped = escaped.replace(code, sign)
    return escaped
