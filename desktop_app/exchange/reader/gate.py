"""The gate before any parser: says by content what a file is, and refuses what must not be opened.

Nothing is unpacked here beyond the beginning of each part of a workbook, so that a bomb costs nothing.
"""

from __future__ import annotations

import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number
from desktop_app.exchange.reader import other_files

MAX_UNPACKED = 1 << 30
MAX_PARTS = 20_000
_MAX_RATIO = 200  # real workbooks: 99 % below 12, the worst seen 100
_RATIO_MATTERS_FROM = 200 << 20
_MAX_INNER = 256 << 20  # a workbook within a zip
_HEAD = 64 << 10
_PART_HEAD = 4096
_BEFORE_ROOT = 1 << 20  # comments and blanks before the root element of a part
_END_WITHIN = 70_000  # bytes from the end of a zip in which its directory is told
_MAX_DIRECTORY, _LEAST_ENTRY = 8 << 20, 46  # bytes of all entries of that directory, and of one
_DIRECTORY = 4 << 20  # of an OLE file: its names stand near its beginning
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_BARE_BOOKS = (b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")  # Excel 5 to 2003 without a container around it
_BOOK_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_TEXT_NAMES = (".csv", ".txt", ".tsv")
_BOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_ASIDE = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)  # comments and instructions, ended or not
_ROOT = re.compile(rb"<[A-Za-z_]")


class Kind(StrEnum):
    """What the reader behind the gate can take."""

    TEXT = "text"
    ZIPPED_TEXT = "zipped"
    WEB_PAGE = "web page"
    WORKBOOK = "workbook"  # xlsx, xlsm
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    ZIPPED_WORKBOOK = "zipped workbook"  # no reader takes it: ``taken_out`` makes it one of the others


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may be read; ``member`` is the part of a zip that holds the table, ``content`` a part taken out."""

    path: Path
    kind: Kind
    member: str = ""
    content: Path | None = None


def admit(path: Path) -> Admitted:
    """Decide what ``path`` is. Raises Refused with one sentence that names the file."""
    head = _head(path)
    if not head:
        raise Refused(_("{file} is empty.").format(file=path.name))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(path)
    if head.startswith(_BARE_BOOKS):
        return Admitted(path, Kind.XLS)
    if said := other_files.refusal(path.name, head):
        raise Refused(said)
    return Admitted(path, Kind.WEB_PAGE if other_files.web_page(head) else Kind.TEXT)


def taken_out(admitted: Admitted, folder: Path) -> Admitted:
    """The workbook within a zip, put into ``folder`` and admitted itself; any other file as it is. Raises Refused."""
    if admitted.kind is not Kind.ZIPPED_WORKBOOK:
        return admitted
    folder.mkdir()
    inner = folder / re.sub(r"[^\w.() -]", "_", PurePosixPath(admitted.member.replace("\\", "/")).name)[-80:]
    try:
        with zipfile.ZipFile(admitted.path) as archive:
            if archive.getinfo(admitted.member).file_size > _MAX_INNER:
                raise _too_large(admitted.path, archive.getinfo(admitted.member).file_size)
            with archive.open(admitted.member) as part, inner.open("wb") as file:
                shutil.copyfileobj(part, file, 1 << 20)
    except _BROKEN:
        raise _damaged(admitted.path) from None
    found = admit(inner)
    if found.member:
        text = _("{file} is a zip file inside a zip file. Unpack it and import the table inside.")
        raise Refused(text.format(file=inner.name))
    return replace(found, path=admitted.path, content=inner)


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refused(_("{file} is a folder. Choose a file inside it.").format(file=path.name or path))
        if path.exists() and not path.is_file():  # a pipe or a device, which may never end
            raise Refused(_("{file} cannot be read as a file.").format(file=path.name))
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except FileNotFoundError:
        raise Refused(_("There is no file {file}.").format(file=path)) from None
    except PermissionError:
        raise Refused(_("{file} may not be read: permission denied.").format(file=path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused(_("{file} cannot be read: {reason}.").format(file=path.name, reason=reason)) from None


def _ole(path: Path) -> Admitted:
    """Encrypted workbooks are an OLE container with a stream of that name; the others are old .xls and friends."""
    if _holds(path, _ENCRYPTED):
        raise _protected(path)
    if any(_holds(path, name.encode("utf-16-le")) for name in _BOOK_STREAMS):
        return Admitted(path, Kind.XLS)
    with path.open("rb") as stream:
        what = other_files.in_container(stream.read(_DIRECTORY)) or _("an old Office or Windows file")
    raise Refused(_("{file} is no table: it is {what}.").format(file=path.name, what=what))


def _protected(path: Path) -> Refused:
    return Refused(
        _("{file} is protected by a password. Remove the password and import it again.").format(file=path.name)
    )


def _damaged(path: Path) -> Refused:
    text = _("{file} is damaged: its end is missing or broken. Fetch it again.")
    return Refused(text.format(file=path.name))


def _too_large(path: Path, unpacked: int) -> Refused:
    size = number(unpacked / (1 << 20))
    return Refused(_("{file} is refused: it would unpack to {size} MB.").format(file=path.name, size=size))


def _holds(path: Path, wanted: bytes) -> bool:
    """Whether the bytes are anywhere in the file, read in pieces."""
    tail = b""
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            if wanted in tail + piece:
                return True
            tail = piece[-len(wanted) :]
    return False


def _zip(path: Path) -> Admitted:
    _refuse_many_parts(path, _stated_parts(path))
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _refuse_bomb(path, parts)
            if any(part.flag_bits & 1 for part in parts):
                raise _protected(path)
            return _inside(path, archive, parts)
    except _BROKEN:
        raise _damaged(path) from None


def _stated_parts(path: Path) -> int:
    """How many parts the end of the zip says it has, or the most that its directory has room for, before it is read."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _END_WITHIN))
        tail = stream.read()
    end, long_end = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    if long_end >= 0 and len(tail) >= long_end + 48:
        parts, size = struct.unpack_from("<QQ", tail, long_end + 32)
    elif end >= 0 and len(tail) >= end + 16:
        parts, size = struct.unpack_from("<HI", tail, end + 10)
    else:
        return 0
    return int(parts if size < _MAX_DIRECTORY else max(parts, size // _LEAST_ENTRY))


def _refuse_many_parts(path: Path, parts: int) -> None:
    if parts > MAX_PARTS:
        raise Refused(_("{file} is refused: it has {n} parts.").format(file=path.name, n=number(parts)))


def _refuse_bomb(path: Path, parts: Sequence[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(p.file_size for p in parts), max(1, sum(p.compress_size for p in parts))
    absurd = unpacked > _RATIO_MATTERS_FROM and unpacked / packed > _MAX_RATIO
    _refuse_many_parts(path, len(parts))
    if unpacked > MAX_UNPACKED or absurd:
        raise _too_large(path, unpacked)


def _inside(path: Path, archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> Admitted:
    names = [part.filename for part in parts]
    lower = {name.lower().replace("\\", "/").lstrip("/") for name in names}
    if any(name.endswith("workbook.bin") for name in lower):
        _refuse_entities(path, archive, parts)
        return Admitted(path, Kind.XLSB)
    if any(name.startswith("xl/worksheets/") or name.split("/")[-1] == "workbook.xml" for name in lower):
        _refuse_entities(path, archive, parts)
        return Admitted(path, Kind.WORKBOOK)
    if "content.xml" in lower:
        return _open_document(path, archive, parts)
    if what := other_files.in_archive(lower):
        raise Refused(_("{file} is no table: it is {what}.").format(file=path.name, what=what))
    return _packed(path, archive, names)


def _open_document(path: Path, archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> Admitted:
    names = [part.filename for part in parts]
    if _encrypted_ods(archive, names):
        raise _protected(path)
    if "mimetype" in names and b"spreadsheet" not in archive.read("mimetype")[:200]:
        text = _("{file} is no table: it is {what}.")
        raise Refused(text.format(file=path.name, what=_("an OpenDocument file without a sheet")))
    _refuse_entities(path, archive, parts)
    return Admitted(path, Kind.ODS)


def _packed(path: Path, archive: zipfile.ZipFile, names: Sequence[str]) -> Admitted:
    """The one table that a plain zip holds."""
    files = [name for name in names if not name.startswith("__MACOSX/") and not name.endswith("/")]
    tables = [name for name in files if name.lower().endswith(_TEXT_NAMES + _BOOK_NAMES)]
    if not tables:
        text = _("{file} holds no csv file and no workbook. Unpack it and import the table inside.")
        raise Refused(text.format(file=path.name))
    if len(tables) > 1:
        text = _("{file} holds {n} tables. Unpack it and import them one by one.")
        raise Refused(text.format(file=path.name, n=number(len(tables))))
    with archive.open(tables[0]) as stream:
        head = stream.read(_HEAD)
    if not head:
        raise Refused(_("{file} is empty.").format(file=tables[0]))
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or other_files.web_page(head):
        return Admitted(path, Kind.ZIPPED_WORKBOOK, tables[0])
    if said := other_files.refusal(tables[0], head):
        raise Refused(said)
    return Admitted(path, Kind.ZIPPED_TEXT, tables[0])


def _encrypted_ods(archive: zipfile.ZipFile, names: Sequence[str]) -> bool:
    if "META-INF/manifest.xml" not in names:
        return False
    with archive.open("META-INF/manifest.xml") as stream:
        return b"encryption-data" in stream.read(_BEFORE_ROOT)


def _refuse_entities(path: Path, archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> None:
    """A document type may only stand before the root element, so the beginning of each part tells."""
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        before = _before_root(archive, part)
        if _DECLARED.search(before):
            text = _("{file} is refused: its part {part} declares entities, which no spreadsheet program writes.")
            raise Refused(text.format(file=path.name, part=part.filename))
        if len(before) > _BEFORE_ROOT:
            text = _("{file} is refused: its part {part} does not begin as a spreadsheet program writes it.")
            raise Refused(text.format(file=path.name, part=part.filename))


def _before_root(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """What stands before the root element, in whatever width its letters are written: without comments, unless it is
    longer than any program's.
    """
    read = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PART_HEAD if not read else _BEFORE_ROOT):
            read += piece.replace(b"\x00", b"")
            plain = _ASIDE.sub(b"", read)
            if root := _ROOT.search(plain):
                return plain[: root.start()]
            if len(read) > _BEFORE_ROOT:
                return read
    return _ASIDE.sub(b"", read)
