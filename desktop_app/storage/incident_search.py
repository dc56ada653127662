"""Which incidents hold a text: words by the full-text index, parts of titles and tickets by looking at each.

Answers are ids in ascending order, as one array: a common word has hundreds of thousands. The text is never a query
language; every value is a bound parameter.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from functools import reduce
from typing import Final

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, LargeBinary, cast, func, or_, select, text

from desktop_app.domain.filters import FIELDS, Condition, IncidentFilter, Kind
from desktop_app.domain.hits import folded, hits, sought
from desktop_app.storage.schema import comment, incident

Ids = npt.NDArray[np.int64]

_AT_ONCE: Final = 50  # words in one question: the index refuses a tree that is too deep
_FEW: Final = 10_000  # ids that are looked up one by one
_LONGEST_PATTERN: Final = 1_000  # letters; the rest of a longer text is compared here
COMMON: Final = 60_000  # incidents that hold a word from which on it is looked for last
_LOOKED_THROUGH: Final = 500  # incidents whose texts are read for the common words
_MATCHED: Final = text("SELECT group_concat(rowid) FROM incident_text WHERE incident_text MATCH :words")
_IS_COMMON: Final = text("SELECT 1 FROM incident_text WHERE incident_text MATCH :word LIMIT 1 OFFSET :common")


def search(connection: Connection, wanted: str) -> Ids:
    """Incidents whose ticket or title holds every word, or one that begins with it. None for no words.

    Signs without a letter or digit, such as an emoji, are found anywhere. What lies in the trash is left out.
    """
    found = _searched(connection, wanted)
    few = [incident.c.id.in_(found.tolist())] if len(found) <= _FEW else []  # else the table is gone through once
    gone = _rows(connection, incident.c.id, incident.c.deleted_at.is_not(None), *few) if len(found) else found
    return np.setdiff1d(found, gone, assume_unique=True) if len(gone) else found


def answered(connection: Connection, incident_filter: IncidentFilter) -> Ids | None:
    """Incidents for which the text of a filter and its conditions on titles and tickets hold; None if it has none."""
    if not incident_filter.asks_texts:
        return None
    asked = [c for c in incident_filter.conditions if FIELDS[c.field] is Kind.TEXT]
    answers = [_holding(connection, condition) for condition in asked]
    if incident_filter.text.strip():
        answers.append(search(connection, incident_filter.text))
    return _in_all(answers)


def _searched(connection: Connection, wanted: str) -> Ids:
    asked = sought(wanted)
    answers = []
    for start in range(0, len(asked.words), _AT_ONCE):
        answers.append(_with_words(connection, asked.words[start : start + _AT_ONCE]))
        if not len(answers[-1]):
            return answers[-1]
    for sign in asked.signs:
        columns = [incident.c.ticket, incident.c.title]
        answers.append(reduce(np.union1d, [_with_part(connection, column, sign) for column in columns]))
    return _in_all(answers)


def _with_words(connection: Connection, words: Sequence[str]) -> Ids:
    """Incidents that hold all of the words.

    The index lays out every place of a beginning before it compares, a million for a word that stands in every title.
    So the rarer words are asked for first, and where they leave few incidents the texts of those tell the rest.
    """
    common = [word for word in words if len(words) > 1 and _is_common(connection, word)]
    rare = [word for word in words if word not in common]
    if common and rare:
        found = _matched(connection, rare)
        if len(found) <= _LOOKED_THROUGH:
            return _holding_words(connection, found, common)
    return _matched(connection, words)


def _matched(connection: Connection, words: Sequence[str]) -> Ids:
    query = " ".join(f"{_quoted(word)}*" for word in words)
    return _ids(connection.execute(_MATCHED, {"words": query}).scalar())


def _is_common(connection: Connection, word: str) -> bool:
    return connection.execute(_IS_COMMON, {"word": _quoted(word), "common": COMMON}).scalar() is not None


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _holding_words(connection: Connection, ids: Ids, words: Sequence[str]) -> Ids:
    """Of a few incidents, those whose texts hold all of the words."""
    columns = (incident.c.id, incident.c.ticket, incident.c.title)
    rows = connection.execute(select(*columns).where(incident.c.id.in_(ids.tolist())))
    fits = [
        row.id for row in rows if all(any(hits(held or "", word) for held in (row.title, row.ticket)) for word in words)
    ]
    return np.sort(np.asarray(fits, dtype=np.int64))


def _in_all(answers: Sequence[Ids]) -> Ids:
    if not answers:
        return _ids(None)
    return reduce(lambda both, ids: np.intersect1d(both, ids, assume_unique=True), answers)


def _holding(connection: Connection, condition: Condition) -> Ids:
    """An incident with several comments holds what one of them does."""
    column = comment.c.body if condition.field == "comment" else incident.c[condition.field]
    asked = condition.operator
    if asked in ("empty", "not_empty"):
        found = _rows(connection, _owner(column), func.trim(column) != "")
    else:
        found = _with_part(connection, column, str(condition.values[0]).strip(), whole=asked == "is")
    return np.setdiff1d(_rows(connection, incident.c.id), found) if asked in ("empty", "not_contains") else found


def _owner(column: ColumnElement[str]) -> ColumnElement[int]:
    """The incident that a text belongs to."""
    return comment.c.incident_id if column is comment.c.body else incident.c.id


def _with_part(connection: Connection, column: ColumnElement[str], part: str, *, whole: bool = False) -> Ids:
    """Incidents whose text holds a part, or is it, whatever its case and accents.

    LIKE knows the case of plain letters alone. Texts with others are longer in bytes than in letters: they are compared
    here, and so is everything that the start of a very long part fits.
    """
    wanted = folded(part)
    found = _ids(None)
    looked_at = func.length(column) != func.length(cast(column, LargeBinary))
    if wanted.isascii() and "\x00" not in wanted:
        start = column.contains(wanted[:_LONGEST_PATTERN], autoescape=True)
        if whole:
            found = _rows(connection, _owner(column), func.lower(column) == wanted)
        elif len(wanted) <= _LONGEST_PATTERN:
            found = _rows(connection, _owner(column), start)
        else:
            looked_at = or_(looked_at, start)
    rows = connection.execute(select(_owner(column), column).where(looked_at))
    fits = operator.eq if whole else operator.contains
    others = [row_id for row_id, held in rows if fits(folded(held), wanted)]
    return np.union1d(found, np.asarray(others, dtype=np.int64)) if others else found


def _rows(connection: Connection, owner: ColumnElement[int], *where: ColumnElement[bool]) -> Ids:
    return _ids(connection.execute(select(func.group_concat(owner)).where(*where)).scalar())


def _ids(joined: str | None) -> Ids:
    """Ids joined by commas, in ascending order and each once; one text crosses ten times as fast as rows do."""
    return np.unique(np.fromstring(joined or "", dtype=np.int64, sep=","))
