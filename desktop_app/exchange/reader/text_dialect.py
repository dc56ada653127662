"""How a text file cuts its lines into cells: the separator, the escaped quotes, and where the names of columns are."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.domain.language import _
from desktop_app.exchange.reader.saying import Unreadable
from desktop_app.exchange.reader.shape import LOOK_AT, Sought, header_place, is_blank

SAMPLE = 1 << 18  # bytes at the beginning of the file that are looked at
LONGEST_CELL = 10_000_000
MOST_COLUMNS = 16_384  # as many as a spreadsheet has
_USUAL, _ODDER = ";,\t|", ":~^#§¦"
_SEP_LINE = re.compile(r'^"?sep=(.)"?(\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """The first records; ``ends`` are the offsets in bytes at which each of them ends."""

    records: list[list[str]]
    ends: list[int]
    separator: str


def head(start: bytes, whole: bool, told: str | None, sought: Sought, header_row: int | None) -> Head:
    """What the beginning of the text says; ``whole`` when there is no more. Raises Unreadable for what is no table."""
    text = start.decode("utf-8", "ignore")
    skipped = 0
    line = _SEP_LINE.match(text)
    if line:
        skipped, text = line.end(), text[line.end() :]
    separator = _one(told) or (line and line[1]) or _voted(text, whole, sought, header_row)
    records, ends = _records(text, whole, separator, header_row)
    if all(is_blank(record) for record in records):
        raise Unreadable(_("{file} is no table: no columns were found in it."))
    return Head(records, [skipped + len(text[:end].encode()) for end in ends], separator)


def place_of_header(found: Head, sought: Sought, header_row: int | None) -> int:
    """Index of the record that names the columns. Raises Unreadable where it is wider than any spreadsheet."""
    place = header_place(found.records, sought, header_row)
    width = len(found.records[place])
    if width > MOST_COLUMNS:
        text = _("{file} is refused: it has {n} columns, and {most} are the most.")
        raise Unreadable(text, n=width, most=MOST_COLUMNS)
    return place


def backslashed(data: bytes, separator: str) -> bool:
    r"""Whether a quoted cell goes on behind ``\"``, which is how some databases write a quote."""
    if b'\\"' not in data:
        return False
    cut = re.escape(separator.encode())
    return re.search(rb"(?:\A|[\r\n]|" + cut + rb')"[^"]*\\"(?!' + cut + rb'|[\r\n"]|\Z)', data) is not None


def reader(lines: Iterator[str], separator: str) -> Iterator[list[str]]:
    """Python's reader. It raises ``csv.Error`` for a cell of more than LONGEST_CELL characters."""
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(lines, delimiter=separator)


def _one(told: str | None) -> str | None:
    """The separator as the user or a profile told it. Raises Unreadable for what separates nothing."""
    if told and (len(told) > 1 or told in '\r\n"\0'):
        raise Unreadable(_("{file} cannot be cut at {separator}: a separator is one character."), separator=told[:40])
    return told


def _voted(text: str, whole: bool, sought: Sought, header_row: int | None) -> str:
    """The separator that cuts most records to one same width.

    Odd ones come in where the usual cut nothing, or only they find known names of columns: then what the usual ones cut
    are the cells' own commas.
    """
    usual = _best(_USUAL, lambda separator: _score(text, whole, separator, sought, header_row), 0.0)
    odder = _best(_ODDER, lambda separator: _odder_score(text, whole, separator), 0.9)
    if (
        usual
        and odder
        and _score(text, whole, usual, sought, header_row) < 1 < _score(text, whole, odder, sought, header_row)
    ):
        return odder
    return usual or odder or ","


def _best(separators: str, score: Callable[[str], float], least: float) -> str:
    scores = {separator: score(separator) for separator in separators}
    best = max(scores, key=lambda separator: scores[separator])
    return best if scores[best] > least else ""


def _score(text: str, whole: bool, separator: str, sought: Sought, header_row: int | None) -> float:
    try:
        records = _records(text, whole, separator, header_row)[0]
    except Unreadable:
        return 0.0  # not this one
    widths = Counter(len(record) for record in records if record)
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    looked_at = records[:LOOK_AT] if header_row is None else records[header_row - 1 : header_row]
    named = any(sought.score(record) >= 2 for record in looked_at)
    return count / sum(widths.values()) + min(width, 50) / 1000 + named


def _odder_score(text: str, whole: bool, separator: str) -> float:
    """Colons stand in times too: here the first record has to be as wide as the others."""
    records = [record for record in _records(text, whole, separator, None)[0] if record]
    width = len(records[0]) if records else 0
    return sum(len(record) == width for record in records) / len(records) if width > 1 and len(records) > 1 else 0.0


def _records(text: str, whole: bool, separator: str, header_row: int | None) -> tuple[list[list[str]], list[int]]:
    """The first records and where in ``text`` each ends; one that the sample cuts is left out."""
    consumed = 0
    records: list[list[str]] = []
    ends: list[int] = []

    def counted() -> Iterator[str]:
        nonlocal consumed
        for line in io.StringIO(text, newline=""):
            consumed += len(line)
            yield line

    try:
        for record in reader(counted(), separator):
            if not whole and consumed >= len(text):
                break
            records.append(record)
            ends.append(consumed)
            if len(records) >= max(LOOK_AT * 2, header_row or 0):
                break
    except csv.Error as error:
        raise Unreadable(_("{file} is no table: {reason}."), reason=str(error)) from None
    if not records and text:
        raise Unreadable(_("{file} is no table: its first line has more than {n} characters."), n=SAMPLE)
    return records, ends
