"""The gate before any parser: says by content what a file is, and refuses what must not be opened.

Nothing is unpacked here beyond the first bytes of each part of a workbook, so that a bomb costs nothing.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number

MAX_UNPACKED = 1 << 30
MAX_PARTS = 20_000
_MAX_RATIO = 200  # real workbooks: 99 % below 12, the worst seen 100
_RATIO_MATTERS_FROM = 200 << 20
_HEAD = 4096
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TABLE_NAMES = (".csv", ".txt", ".tsv")


class Kind(StrEnum):
    """What the reader behind the gate can take."""

    TEXT = "text"
    ZIPPED_TEXT = "zipped"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may be read; ``member`` is the part of a zip that holds the table."""

    path: Path
    kind: Kind
    member: str = ""


def admit(path: Path) -> Admitted:
    """Decide what ``path`` is. Raises Refused with one sentence that names the file."""
    head = _head(path)
    if not head:
        raise Refused(_("{file} is empty.").format(file=path.name))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _ole(path)
    _refuse_other(path, head)
    return Admitted(path, Kind.TEXT)


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refused(_("{file} is a folder. Choose a file inside it.").format(file=path.name or path))
        with path.open("rb") as stream:
            return stream.read(1 << 16)
    except FileNotFoundError:
        raise Refused(_("There is no file {file}.").format(file=path)) from None
    except PermissionError:
        raise Refused(_("{file} may not be read: permission denied.").format(file=path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused(_("{file} cannot be read: {reason}.").format(file=path.name, reason=reason)) from None


def _ole(path: Path) -> Refused:
    """Encrypted workbooks are an OLE container with a stream of that name; the others are old .xls and friends."""
    if _holds(path, _ENCRYPTED):
        return _protected(path)
    if _holds(path, "Workbook".encode("utf-16-le")) or _holds(path, "Book".encode("utf-16-le")):
        return Refused(
            _("{file} is an old Excel workbook (.xls). Save it as xlsx or csv and import that.").format(file=path.name)
        )
    return Refused(_("{file} is no table: it is an old Office or Windows file.").format(file=path.name))


def _protected(path: Path) -> Refused:
    return Refused(
        _("{file} is protected by a password. Remove the password and import it again.").format(file=path.name)
    )


def _holds(path: Path, wanted: bytes) -> bool:
    """Whether the bytes are anywhere in the file, read in pieces."""
    tail = b""
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            if wanted in tail + piece:
                return True
            tail = piece[-len(wanted) :]
    return False


def _refuse_other(path: Path, head: bytes) -> None:
    for magic, what in _other_kinds():
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head[:512]):
            raise Refused(_("{file} is no table: it is {what}.").format(file=path.name, what=what))
    plain = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if plain.startswith((b"<!doctype html", b"<html", b"<head", b"<table")):
        raise Refused(
            _("{file} is a web page. Open it in a spreadsheet and save it as xlsx or csv.").format(file=path.name)
        )
    if plain.startswith((b"<?xml", b"<!doctype")):
        raise Refused(
            _("{file} is an XML file. Open it in a spreadsheet and save it as xlsx or csv.").format(file=path.name)
        )
    if plain.startswith(b"{\\rtf"):
        raise Refused(_("{file} is no table: it is {what}.").format(file=path.name, what=_("a text document")))
    if _binary(head):
        raise Refused(_("{file} is no table: it holds binary data.").format(file=path.name))


def _other_kinds() -> tuple[tuple[bytes, str], ...]:
    """First bytes of files that are no tables, and what to call them."""
    return (
        (b"%PDF", _("a PDF document")),
        (b"\x89PNG", _("a picture")),
        (b"\xff\xd8\xff", _("a picture")),
        (b"GIF8", _("a picture")),
        (b"BM", _("a picture")),
        (b"RIFF", _("a picture or a sound")),
        (b"\x7fELF", _("a program")),
        (b"MZ", _("a program")),
        (b"\x1f\x8b", _("a gzip archive")),
        (b"7z\xbc\xaf", _("a 7-Zip archive")),
        (b"Rar!", _("a RAR archive")),
        (b"BZh", _("a bzip2 archive")),
        (b"\xfd7zXZ", _("an xz archive")),
        (b"SQLite format 3", _("a database")),
        (b"ARROW1", _("an Arrow file")),
        (b"PAR1", _("a Parquet file")),
    )


def _binary(head: bytes) -> bool:
    """Many control bytes, or many NULs outside UTF-16 and UTF-32, are no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    nuls = head.count(0)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if nuls and max(even, odd) > 0.8 * nuls and nuls > 0.3 * len(head):
        return False  # UTF-16 without a byte order mark
    control = sum(head.count(byte) for byte in range(32) if byte not in (9, 10, 12, 13, 26, 27))
    return control > max(4, 0.05 * len(head))


def _zip(path: Path) -> Admitted:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _refuse_bomb(path, parts)
            if any(part.flag_bits & 1 for part in parts):
                raise _protected(path)
            return _inside(path, archive, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        raise Refused(
            _("{file} is damaged: its end is missing or broken. Fetch it again.").format(file=path.name)
        ) from None


def _refuse_bomb(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(p.file_size for p in parts), max(1, sum(p.compress_size for p in parts))
    absurd = unpacked > _RATIO_MATTERS_FROM and unpacked / packed > _MAX_RATIO
    if len(parts) > MAX_PARTS:
        raise Refused(_("{file} is refused: it has {n} parts.").format(file=path.name, n=number(len(parts))))
    if unpacked > MAX_UNPACKED or absurd:
        size = number(unpacked / (1 << 20))
        raise Refused(_("{file} is refused: it would unpack to {size} MB.").format(file=path.name, size=size))


def _inside(path: Path, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Admitted:
    names = [part.filename for part in parts]
    lower = {name.lower().replace("\\", "/").lstrip("/") for name in names}
    if "xl/workbook.bin" in lower:
        raise Refused(
            _("{file} is a binary workbook (.xlsb). Save it as xlsx or csv and import that.").format(file=path.name)
        )
    if any(name.startswith("xl/worksheets/") for name in lower):
        _refuse_entities(path, archive, parts)
        return Admitted(path, Kind.WORKBOOK)
    if "content.xml" in lower and "mimetype" in lower:
        raise Refused(
            _("{file} is an OpenDocument file (.ods). Save it as xlsx or csv and import that.").format(file=path.name)
        )
    if any(name.startswith(("word/", "ppt/", "visio/", "xl/", "_rels/")) for name in lower):
        raise Refused(_("{file} is no table: it is an Office file without a sheet.").format(file=path.name))
    tables = [n for n in names if n.lower().endswith(_TABLE_NAMES) and not n.startswith("__MACOSX/")]
    if not tables:
        raise Refused(_("{file} holds no csv file. Unpack it and import the table inside.").format(file=path.name))
    if len(tables) > 1:
        text = _("{file} holds {n} csv files. Unpack it and import them one by one.")
        raise Refused(text.format(file=path.name, n=number(len(tables))))
    with archive.open(tables[0]) as stream:
        if not stream.read(16):
            raise Refused(_("{file} is empty.").format(file=tables[0]))
    return Admitted(path, Kind.ZIPPED_TEXT, tables[0])


def _refuse_entities(path: Path, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """A document type may only stand before the root element, so the head of each part tells."""
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(part) as stream:
            head = stream.read(_HEAD)
        if re.search(rb"<!(DOCTYPE|ENTITY)", head.replace(b"\x00", b""), re.IGNORECASE):
            text = _("{file} is refused: its part {part} declares entities, which no spreadsheet program writes.")
            raise Refused(text.format(file=path.name, part=part.filename))
