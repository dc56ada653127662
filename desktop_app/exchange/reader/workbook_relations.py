"""Where the parts of an Office workbook are: the relations by which they name each other."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile

from desktop_app.exchange.reader.saying import Saying
from desktop_app.exchange.reader.workbook_found import ignored
from desktop_app.exchange.reader.workbook_text import SHOWN_AS_DATES, is_date_format

_TAG = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\b[^>]*>")
_CELL_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\b[^>]*>")
_PAIR = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def main_part(archive: zipfile.ZipFile, usual: str) -> str:
    """The workbook's own part; ``usual`` where the file does not say."""
    if usual in archive.namelist():
        return usual
    found = (target for kind, target in relations(archive, "").values() if kind == "officeDocument")
    return next(found, usual)


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Kind and part of each relation of ``part`` by its id; those of the package for an empty ``part``."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place not in archive.namelist():
        return {}
    actual = {name.lower(): name for name in archive.namelist()}  # some programs are not strict about small letters
    found: dict[str, tuple[str, str]] = {}
    for tag in _TAG.findall(text(archive.read(place))):
        given = attributes(tag)
        target = given.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        path = path if path in archive.NameToInfo else actual.get(path.lower(), path)
        found[given.get("Id", "")] = (given.get("Type", "").rpartition("/")[2], path)
    return found


def attributes(tag: str) -> dict[str, str]:
    return {name: html.unescape(double or single) for name, double, single in _PAIR.findall(tag)}


def text(data: bytes) -> str:
    """A small part of XML, which may be UTF-16."""
    if data[:2] in (b"<\x00", b"\x00<"):
        return data.decode("utf-16-le" if data[:1] == b"<" else "utf-16-be", "replace")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding, "replace")


def date_styles(archive: zipfile.ZipFile, part: str) -> set[int]:
    """Numbers of the cell styles in ``part`` that show a date or a time."""
    if part not in archive.namelist():
        return set()
    xml = text(archive.read(part))
    formats: dict[int, str] = {}
    for tag in _FORMAT.findall(xml):
        given = attributes(tag)
        if given.get("numFmtId", "").isdecimal():
            formats[int(given["numFmtId"])] = given.get("formatCode", "")
    dates = {number for number, code in formats.items() if is_date_format(code)} | (SHOWN_AS_DATES - formats.keys())
    section = _CELL_STYLES.search(xml)
    numbers = [attributes(tag).get("numFmtId", "") for tag in _STYLE.findall(section.group(0))] if section else []
    return {place for place, number in enumerate(numbers) if number.isdecimal() and int(number) in dates}


def left_alone(archive: zipfile.ZipFile) -> list[Saying]:
    """Notes on macros and links to other files, which are never looked at."""
    names = [name.lower() for name in archive.namelist()]
    macros = any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names)
    return ignored(macros=macros, links=any(name.startswith("xl/externallinks/") for name in names))
