"""Files that are no tables we read, known by how they begin, each with a sentence that says what it is."""

from __future__ import annotations

import re
from collections.abc import Collection

from desktop_app.domain.language import _

_LOCK, _LOCK_NAME = 165, 55  # bytes of the file that Excel lays beside an open workbook, and of the user's name in it
_SYLK = re.compile(rb"ID;P\w*[^\r\n]*[\r\n]+(?:(?:B|C|E|F|O|P|NU|NN|NE|W)(?:;[^\r\n]*)?[\r\n]+){2}")
_DIF = re.compile(rb"TABLE[ \t]*\r?\n0,1[ \t]*\r?\n")
_JSON = re.compile(rb"\s*(?:\[\s*)?\{\s*\"(?:[^\"\\]|\\.){1,200}\"\s*:")
_MHT = re.compile(
    rb"(?:[a-z][\w-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,30}?"  # lines of a letter's head, nothing before them
    rb"MIME-Version:[^\r\n]*\r?\n.{0,200}Content-Type:\s*multipart/related",
    re.IGNORECASE | re.DOTALL,
)
_OLDEST_BOOKS = (b"\x09\x00\x04\x00", b"\x09\x00\x06\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


def refusal(name: str, head: bytes) -> str:
    """What to say of a file that begins so, with the name {file} filled in; empty when it may be a text table."""
    for magic, what in _magics():
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head[:512]):
            return _("{file} is no table: it is {what}.").format(file=name, what=what)
    if len(head) == _LOCK and head[0] < _LOCK_NAME and not head[1 + head[0] : _LOCK_NAME].strip():
        text = _("{file} is no table: it is a temporary file of an open workbook. Choose the workbook itself.")
        return text.format(file=name)
    if head.startswith(_OLDEST_BOOKS):
        text = _("{file} is an Excel workbook from before 1995. Open it in a spreadsheet and save it as xlsx or csv.")
        return text.format(file=name)
    return _by_text(name, head) or (
        _("{file} is no table: it holds binary data.").format(file=name) if binary(head) else ""
    )


def _by_text(name: str, head: bytes) -> str:
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    save_as = _("{file} is {what}. Open it in a spreadsheet and save it as xlsx or csv.")
    lower = plain[:4096].lower()
    if lower.startswith((b"<?xml", b"<!doctype", b"<!--", b"<workbook", b"<office:")):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in lower:
            return save_as.format(file=name, what=_("an XML spreadsheet of Excel 2003"))
        if b"<office:document" in lower:
            return save_as.format(file=name, what=_("a flat OpenDocument file"))
        if not web_page(head):
            return save_as.format(file=name, what=_("an XML file"))
    if _MHT.match(plain[:4096]):
        return save_as.format(file=name, what=_("a saved web page"))
    if _SYLK.match(plain):
        return save_as.format(file=name, what=_("a SYLK file"))
    if _DIF.match(plain):
        return save_as.format(file=name, what=_("a DIF file"))
    if _JSON.match(plain):
        return _("{file} is a JSON file. Export the tickets as xlsx or csv.").format(file=name)
    if plain.startswith(b"{\\rtf"):
        return _("{file} is no table: it is {what}.").format(file=name, what=_("a text document"))
    return ""


def web_page(head: bytes) -> bool:
    """Whether a file that begins so is HTML, which many tools write under the name of a workbook."""
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    plain = re.sub(rb"^(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)+", b"", plain, flags=re.DOTALL)
    return plain.startswith((b"<!doctype html", b"<html", b"<head", b"<meta", b"<style", b"<body", b"<div", b"<table"))


def binary(head: bytes) -> bool:
    """Many control bytes, or many NULs outside UTF-16 and UTF-32, are no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    nuls = head.count(0)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if nuls and max(even, odd) > 0.8 * nuls and nuls > 0.3 * len(head):
        return False  # UTF-16 without a byte order mark
    control = sum(head.count(byte) for byte in range(32) if byte not in (9, 10, 12, 13, 26, 27))
    return control > max(4, 0.05 * len(head))


def _magics() -> tuple[tuple[bytes, str], ...]:
    """First bytes of files that are no tables, and what to call them."""
    return (
        (b"%PDF", _("a PDF document")),
        (b"\x89PNG", _("a picture")),
        (b"\xff\xd8\xff", _("a picture")),
        (b"GIF8", _("a picture")),
        (b"BM", _("a picture")),
        (b"II*\x00", _("a picture")),
        (b"RIFF", _("a picture or a sound")),
        (b"\x7fELF", _("a program")),
        (b"MZ", _("a program")),
        (b"\x1f\x8b", _("a gzip archive")),
        (b"7z\xbc\xaf", _("a 7-Zip archive")),
        (b"Rar!", _("a RAR archive")),
        (b"BZh", _("a bzip2 archive")),
        (b"\xfd7zXZ", _("an xz archive")),
        (b"\x28\xb5\x2f\xfd", _("a zstd archive")),
        (b"MSCF", _("a cabinet archive")),
        (b"SQLite format 3", _("a database")),
        (b"\x00\x01\x00\x00Standard", _("a database")),
        (b"ARROW1", _("an Arrow file")),
        (b"PAR1", _("a Parquet file")),
        (b"%!PS", _("a PostScript document")),
    )


def in_archive(names: Collection[str]) -> str:
    """What a zip is that has parts of these names, in small letters; empty when it is just a zip."""
    begins = (
        ("word/", _("a Word document")),
        ("ppt/", _("a presentation")),
        ("visio/", _("a Visio drawing")),
        ("index/document.iwa", _("a document of Apple Numbers, Pages or Keynote")),
        ("meta-inf/manifest.mf", _("a Java program")),
        ("xl/", _("an Office file without a sheet")),
        ("_rels/", _("an Office file without a sheet")),
    )
    return next((what for begin, what in begins if any(name.startswith(begin) for name in names)), "")


def in_container(streams: bytes) -> str:
    """What an OLE container is whose directory holds these names; empty when nobody knows."""
    named = (
        ("WordDocument", _("an old Word document")),
        ("PowerPoint Document", _("an old presentation")),
        ("__properties_version1.0", _("an Outlook message")),
        ("VisioDocument", _("a Visio drawing")),
        ("PerfectOffice_MAIN", _("a Quattro Pro notebook")),
    )
    return next((what for name, what in named if name.encode("utf-16-le") in streams), "")
