"""Which column is what: by its header first, by what it holds second, and which tool wrote the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from desktop_app.domain.imports import Field
from desktop_app.exchange.presets import PERSONS, SYNONYMS, TOOLS

_UNIT = re.compile(r"\s+(in )?(hrs?|hours|min|minutes|sec|seconds|days)$")
_MAIL = r"^[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}$"
_NEARLY_BLANK = 0.05
_BY_NAME, _BY_LATER_NAME, _BY_CONTENT = 1.0, 0.8, 0.5
_DATE_LIKE = r"^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T,]|$)"
_TICKET_LIKE = r"^[A-Za-z]{1,6}[-_ ]?\d{3,}[a-z]?$"
_RESERVED = frozenset({"row"})


def plain(header: str) -> str:
    """``Assigned Group*+`` as ``assigned group``, ``Création (h)`` as ``creation``: no case, accents, signs, units."""
    bare = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode("ascii").lower()
    spaced = re.sub(
        r"[^a-z0-9]+", " ", re.sub(r"\((in )?(h|hrs?|hours|min|minutes|s|sec|seconds|days)\)", " ", bare)
    ).strip()
    return _UNIT.sub("", re.sub(r" \d+$", "", spaced) if re.search(r"\(\d+\)$", bare.strip()) else spaced)


@cache
def _ranks() -> Mapping[str, tuple[tuple[Field, int], ...]]:
    ranks: dict[str, list[tuple[Field, int]]] = {}
    for field, names in SYNONYMS.items():
        for rank, name in enumerate(names):
            ranks.setdefault(name.replace("_", " "), []).append((field, rank))
    return {name: tuple(places) for name, places in ranks.items()}


def is_person(header: str) -> bool:
    return plain(header) in PERSONS


def holds_mail_addresses(values: pl.Series) -> bool:
    """Whether most of what the column holds are e-mail addresses; looks at the first 200 filled cells."""
    sample = values.head(5000).drop_nulls().head(200)
    return sample.len() > 0 and (sample.str.contains(_MAIL).sum() or 0) > 0.6 * sample.len()


def header_score(cells: Sequence[str | None]) -> int:
    """How many of a row's cells are names of columns that some tool writes."""
    return sum(1 for cell in cells if cell and ((name := plain(cell)) in _ranks() or name in PERSONS))


def tool_name(headers: Sequence[str]) -> str:
    """The tool that writes such headers, or an empty string."""
    names = {plain(header) for header in headers}
    best, most = "", 0.0
    for tool in TOOLS:
        found = sum(1 for sign in tool.signs if sign in names)
        if found >= tool.enough and all(need in names for need in tool.needs) and found > most:
            best, most = tool.name, found
    return best


@dataclass(frozen=True, slots=True)
class Match:
    """What each column was taken for, and how surely (0 to 1). A field other than EXTRA and PERSON has one column."""

    fields: Mapping[str, Field]
    confidence: Mapping[str, float]

    def column(self, field: Field) -> str | None:
        return next((column for column, taken in self.fields.items() if taken is field), None)


def match(rows: pl.DataFrame, filled: Mapping[str, int], answers: Mapping[str, Field]) -> Match:
    """Give every column of ``rows`` its field; ``answers`` come first. ``filled`` counts non-blank cells."""
    columns = [column for column in rows.columns if column not in _RESERVED]
    fields = {column: answers[column] for column in columns if column in answers}
    confidence = dict.fromkeys(fields, _BY_NAME)
    taken = {field for field in fields.values() if field not in (Field.EXTRA, Field.PERSON)}
    for field in SYNONYMS:
        if field in taken:
            continue
        found = _best(field, [column for column in columns if column not in fields], filled, rows.height)
        if found:
            fields[found[0]], confidence[found[0]] = field, found[1]
    _by_content(rows, columns, fields, confidence)
    for column in columns:
        if column not in fields:
            fields[column] = Field.PERSON if is_person(column) else Field.EXTRA
            confidence[column] = _BY_NAME if fields[column] is Field.PERSON else 0.0
    return Match({column: fields[column] for column in columns}, confidence)


def _best(field: Field, free: Sequence[str], filled: Mapping[str, int], height: int) -> tuple[str, float] | None:
    """The free column with the earliest name of ``field``; a nearly blank one only when no other has a name of it."""
    found: list[tuple[bool, int, int, str]] = []
    for place, column in enumerate(free):
        for named, rank in _ranks().get(plain(column), ()):
            if named is field:
                found.append((filled.get(column, 0) < _NEARLY_BLANK * height, rank, place, column))
    if field not in (
        Field.SYSTEM,
        Field.SYSTEM_ERROR,
        Field.PRIORITY,
        Field.STATE,
        Field.OPENED,
        Field.TITLE,
        Field.TEAM,
    ):
        found = [(False, rank, place, column) for _blank, rank, place, column in found]
    if not found:
        return None
    _blank, rank, _place, column = min(found)
    return column, _BY_NAME if rank < 8 else _BY_LATER_NAME


def _by_content(
    rows: pl.DataFrame, columns: Sequence[str], fields: dict[str, Field], confidence: dict[str, float]
) -> None:
    """A ticket or opening column under a name nobody knows, where exactly one column looks like it."""
    for field, pattern in ((Field.TICKET, _TICKET_LIKE), (Field.OPENED, _DATE_LIKE)):
        if field in fields.values():
            continue
        alike = [c for c in columns if c not in fields and not is_person(c) and _looks(rows[c], pattern)]
        if len(alike) == 1:
            fields[alike[0]], confidence[alike[0]] = field, _BY_CONTENT


def _looks(values: pl.Series, pattern: str) -> bool:
    sample = values.head(5000).drop_nulls().head(200)
    return sample.len() > 0 and (sample.str.contains(pattern).sum() or 0) >= 0.95 * sample.len()
