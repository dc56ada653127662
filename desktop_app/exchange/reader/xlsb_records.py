"""The records of a binary workbook (.xlsb, BIFF12): a stream of numbered pieces, and the small parts made of them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from desktop_app.exchange.reader.workbook_found import damaged
from desktop_app.exchange.reader.workbook_text import SHOWN_AS_DATES, is_date_format

_PIECE = 1 << 20
_LONGEST = 64 << 20
_SST_ITEM, _SST_END = 19, 160
_FORMAT, _XF, _XFS_BEGIN, _XFS_END = 44, 47, 617, 618
_BOOK, _SHEET = 153, 156
_SINCE_1904 = 1


@dataclass(frozen=True, slots=True)
class SheetEntry:
    name: str
    relation: str
    hidden: bool


def records(stream: IO[bytes], part: str) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record. Raises Unreadable when the last one is cut."""
    rest = b""
    while piece := stream.read(_PIECE):
        data = rest + piece
        at = start = 0
        try:
            while True:
                start = at
                kind = data[at]
                at += 1
                if kind & 0x80:
                    kind = kind & 0x7F | (data[at] & 0x7F) << 7
                    at += 1
                length = data[at]
                at += 1
                if length & 0x80:
                    length, at = _length(data, at - 1)
                end = at + length
                if end > len(data):
                    break
                yield kind, data[at:end]
                at = end
        except IndexError:
            pass  # the record goes on in the next piece
        rest = data[start:]
        if len(rest) > _LONGEST:
            break
    if rest:
        raise damaged(part)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """A length of up to four groups of seven bits, and where its record's content begins."""
    length = 0
    for shift in (0, 7, 14, 21):
        byte = data[at]
        at += 1
        length |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    return length, at


def wide_string(data: bytes, at: int) -> tuple[str, int]:
    """A counted UTF-16 text and where it ends. Raises struct.error when it is cut."""
    (count,) = struct.unpack_from("<I", data, at)
    end = at + 4 + 2 * count
    if count == 0xFFFFFFFF:
        return "", at + 4
    if end > len(data):
        raise struct.error("a text is cut")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def shared_strings(archive: zipfile.ZipFile, part: str) -> list[str]:
    """Texts that cells name by number. Raises Unreadable when their end is missing."""
    if part not in archive.namelist():
        return []
    texts: list[str] = []
    with archive.open(part) as stream:
        for kind, data in records(stream, part):
            if kind == _SST_ITEM:
                texts.append(wide_string(data, 1)[0])
            elif kind == _SST_END:
                _to_the_end(stream)
                return texts
    raise damaged(part)


def _to_the_end(stream: IO[bytes]) -> None:
    """The sum of a part is checked at its end."""
    while stream.read(_PIECE):
        pass


def date_styles(archive: zipfile.ZipFile, part: str) -> set[int]:
    """Numbers of the cell styles that show a date or a time."""
    if part not in archive.namelist():
        return set()
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside = False
    with archive.open(part) as stream:
        for kind, data in records(stream, part):
            if kind == _FORMAT:
                formats[struct.unpack_from("<H", data)[0]] = wide_string(data, 2)[0]
            elif kind in (_XFS_BEGIN, _XFS_END):
                inside = kind == _XFS_BEGIN
            elif kind == _XF and inside:
                styles.append(struct.unpack_from("<H", data, 2)[0])
    dates = {number for number, code in formats.items() if is_date_format(code)} | (SHOWN_AS_DATES - formats.keys())
    return {place for place, number in enumerate(styles) if number in dates}


def workbook(archive: zipfile.ZipFile, part: str) -> tuple[list[SheetEntry], bool]:
    """The sheets in their order, and whether days count from 1904."""
    sheets: list[SheetEntry] = []
    since_1904 = False
    with archive.open(part) as stream:
        for kind, data in records(stream, part):
            if kind == _BOOK:
                since_1904 = bool(data[0] & _SINCE_1904)
            elif kind == _SHEET:
                relation, end = wide_string(data, 8)
                name, _end = wide_string(data, end)
                sheets.append(SheetEntry(name, relation, bool(struct.unpack_from("<I", data)[0])))
    return sheets, since_1904
