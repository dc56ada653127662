"""How a file was read, in words: its sheet, header row, encoding and delimiter."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.imports import ImportReview
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.imports.plain_text import brief

ENCODINGS = (
    "utf-8", "cp1252", "iso8859-15", "cp1250", "cp1251", "cp1253", "cp1254", "cp850", "cp437", "mac-roman",
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "shift_jis", "gb18030", "big5", "euc-kr",
)  # fmt: skip
DELIMITERS = (",", ";", "\t", "|")
ACCENTED, LONGEST = 5, 28  # words shown to judge an encoding by, and characters of each
_SHORT = 40
_AROUND = ".,;:!?()[]\"'“”‘’„«»"


def encoding_label(encoding: str) -> str:
    """The encoding as people know it; a name nobody knows stays as it is."""
    plain = encoding.lower().replace("_", "-")
    return {
        "utf-8": "UTF-8",
        "utf-8-sig": "UTF-8",
        "utf8": "UTF-8",
        "ascii": "ASCII",
        "cp1252": _("Western European, Windows-1252"),
        "windows-1252": _("Western European, Windows-1252"),
        "latin-1": _("Western European, ISO 8859-1"),
        "iso-8859-1": _("Western European, ISO 8859-1"),
        "iso8859-1": _("Western European, ISO 8859-1"),
        "iso8859-15": _("Western European, ISO 8859-15"),
        "iso-8859-15": _("Western European, ISO 8859-15"),
        "cp1250": _("Central European, Windows-1250"),
        "cp1251": _("Cyrillic, Windows-1251"),
        "cp1253": _("Greek, Windows-1253"),
        "cp1254": _("Turkish, Windows-1254"),
        "cp850": _("Western European, DOS 850"),
        "cp437": _("United States, DOS 437"),
        "mac-roman": _("Western European, old Mac"),
        "utf-16": "UTF-16",
        "utf-16-le": _("UTF-16, little end first"),
        "utf-16-be": _("UTF-16, big end first"),
        "utf-32": "UTF-32",
        "utf-32-le": _("UTF-32, little end first"),
        "utf-32-be": _("UTF-32, big end first"),
        "shift-jis": _("Japanese, Shift JIS"),
        "gb18030": _("Chinese, GB 18030"),
        "big5": _("Chinese, Big5"),
        "euc-kr": _("Korean, EUC-KR"),
    }.get(plain, encoding)


def delimiter_label(delimiter: str) -> str:
    """``Semicolon``; a sign without a name is shown itself."""
    known = {",": _("Comma"), ";": _("Semicolon"), "\t": _("Tab"), "|": _("Vertical bar")}
    return known.get(delimiter, _("“{sign}”").format(sign=delimiter))


def file_fact(review: ImportReview) -> str:
    """``sheet Page 1, header in row 3, 12 hidden rows`` or ``text with semicolons, UTF-8, header in row 1``"""
    parts = []
    if review.encoding:
        parts.append(_("{delimiter} between columns").format(delimiter=delimiter_label(review.delimiter))
                     if review.delimiter else _("one column"))  # fmt: skip
        sure = encoding_label(review.encoding)
        parts.append(sure if review.encoding_sure else _("{encoding}, not sure").format(encoding=sure))
    elif review.sheet:
        parts.append(_("sheet {name}").format(name=brief(review.sheet, _SHORT)))
    parts.append(_("header in row {n}").format(n=number(review.header_row)))
    if review.hidden_rows:
        parts.append(hidden_fact(review.hidden_rows))
    return ", ".join(parts)


def hidden_fact(rows: int) -> str:
    return ngettext("{n} hidden row", "{n} hidden rows", rows).format(n=number(rows))


def header_fact(review: ImportReview) -> str:
    """What stands as the head over the first rows."""
    return _("row {n} of the file is the header").format(n=number(review.header_row))


def accented(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """A few different words of the file with letters beyond A to Z, by which an encoding can be judged."""
    found: dict[str, None] = {}
    for cells in (header, *rows):
        for cell in cells:
            if not cell.isascii():
                found |= dict.fromkeys(brief(word.strip(_AROUND), LONGEST) for word in cell.split() if _telling(word))
            if len(found) >= ACCENTED:
                return tuple(found)[:ACCENTED]
    return tuple(found)


def _telling(word: str) -> bool:
    """Whether the word has a foreign letter, or the sign that stands for one that could not be read."""
    return any(not sign.isascii() and (sign.isalpha() or sign == "\ufffd") for sign in word)
