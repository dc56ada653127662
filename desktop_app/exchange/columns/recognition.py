"""Which column is what: by its header first, by what it holds second, and which tool wrote the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import polars as pl

from desktop_app.domain.imports import Field
from desktop_app.domain.incidents import Status
from desktop_app.exchange.columns.presets import TOOLS
from desktop_app.exchange.columns.presets_names import PERSONS, SYNONYMS
from desktop_app.exchange.mapping import values

_UNIT = re.compile(r"\s+(in )?(hrs?|hours|min|minutes|sec|seconds|days)$")
_UNIT_IN_BRACKETS = re.compile(r"\((in )?(h|hrs?|hours|min|minutes|s|sec|seconds|days)\)")
_ZONE_IN_BRACKETS = re.compile(r"\((?:utc|gmt)\)")
_SIGNS = re.compile(r"[^a-z0-9]+")
_MAIL = re.compile(r'[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}$|\s*\{.*"(?:email|emailAddress|displayName)"\s*:', re.DOTALL)
_NEARLY_BLANK = 0.05
_FEW = 12  # different values of a state or a priority
_BY_NAME, _BY_LATER_NAME, _BY_CONTENT = 1.0, 0.8, 0.5
_DATE_LIKE = re.compile(r"^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T,]|$)")
_TICKET_LIKE = re.compile(r"^(?:[A-Za-z]{1,6}[-_ ]?\d{3,}[a-z]?|[A-Z][A-Z0-9]{1,9}-\d+)$")
_SAMPLED, _LOOKED_AT = 200, 5_000  # filled cells that tell what a column holds, in the first rows
_RESERVED = frozenset({"row"})
_FILLED = frozenset(
    {Field.SYSTEM, Field.SYSTEM_ERROR, Field.PRIORITY, Field.STATE, Field.OPENED, Field.TITLE, Field.TEAM}
)
_STAMPS = frozenset({Field.OPENED, Field.ACKNOWLEDGED, Field.RESTORED, Field.RESOLVED, Field.CLOSED, Field.UPDATED})
_NO_STAMP = re.compile(
    r"^\s*(?:-?\d+:\d\d(?::\d\d)?|-?\d{1,4}(?:[.,]\d+)?|true|false|yes|no|y|n|sim|n[aã]o|ja|nein|oui|non)\s*$",
    re.IGNORECASE,
)
_IDENTITY = frozenset({Field.TICKET, Field.OPENED})
_ANY_NUMBER = frozenset({"id", "no", "nr", "key"})  # names that any table may have
_OBJECT = re.compile(r"^\s*\{\s*\"[^\"]+\"\s*:.*\}\s*$", re.DOTALL)
_CHANGES = frozenset({Field.CHANGED_FIELD, Field.NEW_VALUE})  # what an audit must have
_OF_CHANGES = _CHANGES | {Field.OLD_VALUE}
_Place = tuple[bool, int, int, str]


@lru_cache(65536)
def plain(header: str) -> str:
    """``Assigned Group*+`` as ``assigned group``, ``Création (h)`` as ``creation``: no case, accents, signs, units."""
    if header.strip() == "#":
        return "no"
    bare = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode("ascii").lower()
    spaced = _SIGNS.sub(" ", _ZONE_IN_BRACKETS.sub(" ", _UNIT_IN_BRACKETS.sub(" ", bare))).strip()
    return _UNIT.sub("", re.sub(r" \d+$", "", spaced) if re.search(r"\(\d+\)$", bare.strip()) else spaced)


@lru_cache(65536)
def _measures(header: str) -> bool:
    """Whether a header names a unit of time: what stands below it is a duration, never a stamp."""
    lower = header.lower()
    return bool(_UNIT_IN_BRACKETS.search(lower) or _UNIT.search(_SIGNS.sub(" ", lower).rstrip()))


@cache
def _ranks() -> Mapping[str, tuple[tuple[Field, int], ...]]:
    ranks: dict[str, list[tuple[Field, int]]] = {}
    for wanted, names in SYNONYMS.items():
        for rank, name in enumerate(names):
            ranks.setdefault(name, []).append((wanted, rank))
    return {name: tuple(places) for name, places in ranks.items()}


def is_person(header: str) -> bool:
    return plain(header) in PERSONS


def persons_among(headers: Sequence[str]) -> set[str]:
    """The headers of persons' columns. "From" is a sender, but in an audit of changes the value before."""
    persons = {header for header in headers if is_person(header)}
    named = fields_named(headers)
    if Field.CHANGED_FIELD in named and Field.NEW_VALUE in named:
        persons.discard(named.get(Field.OLD_VALUE, ""))
    return persons


def told_by_content(headers: Sequence[str]) -> set[str]:
    """The headers whose cells may show that the column is persons'; not the titles, which may be about mailboxes."""
    return {*headers} - {fields_named(headers).get(Field.TITLE, "")}


def fields_named(headers: Iterable[str]) -> dict[Field, str]:
    """For each field the header with the earliest name of it."""
    best: dict[Field, tuple[int, str]] = {}
    for header in headers:
        for wanted, rank in _ranks().get(plain(header), ()):
            if wanted in _STAMPS and _measures(header):
                continue
            if wanted not in best or rank < best[wanted][0]:
                best[wanted] = rank, header
    return {wanted: header for wanted, (_rank, header) in best.items()}


def holds_mail_addresses(values: pl.Series) -> bool:
    """Whether most of what the column holds are e-mail addresses, or objects with them; looks at 200 filled cells."""
    sample = _sample(values)
    return bool(sample) and sum(1 for cell in sample if _MAIL.match(cell)) > 0.6 * len(sample)


def _sample(values: pl.Series) -> list[str]:
    """At most 200 filled cells; plain lists are faster than polars where there are thousands of columns."""
    sample = [cell for cell in values.head(_SAMPLED).to_list() if cell]
    if len(sample) < _SAMPLED < values.len():
        sample = values.head(_LOOKED_AT).drop_nulls().head(_SAMPLED).to_list()
    return sample


def header_score(cells: Sequence[str | None]) -> int:
    """How many of a row's cells are names of columns that some tool writes."""
    return sum(1 for cell in cells if cell and (_is_known(name := plain(cell)) or name in PERSONS))


def _is_known(name: str) -> bool:
    """Whether a name stands for a field; "field", "from" and "to" stand above other things too."""
    return any(wanted not in _OF_CHANGES for wanted, _rank in _ranks().get(name, ()))


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
    """What each column was taken for, and how surely (0 to 1). A field other than EXTRA and PERSON has one column.

    ``derived`` names, by field, columns that an event log was unfolded into, and the stamp of its events where it has
    none of the opening; ``log`` says that it is one whatever its rows look like. ``objects`` is a column with a JSON
    object in each cell, where that is all the file has.
    """

    fields: Mapping[str, Field]
    confidence: Mapping[str, float]
    derived: Mapping[Field, str] = field(default_factory=dict)
    log: bool = False
    objects: str = ""

    def column(self, wanted: Field) -> str | None:
        return self.names().get(wanted)

    def names(self) -> dict[Field, str]:
        """The column of each field that has one."""
        plain = {taken: column for column, taken in self.fields.items() if taken not in (Field.EXTRA, Field.PERSON)}
        return plain | dict(self.derived)


def match(rows: pl.DataFrame, filled: Mapping[str, int], answers: Mapping[str, Field]) -> Match:
    """Give every column of ``rows`` its field; ``answers`` come first. ``filled`` counts non-blank cells."""
    columns = [column for column in rows.columns if column not in _RESERVED]
    fields = {column: answers[column] for column in columns if column in answers}
    confidence = dict.fromkeys(fields, _BY_NAME)
    taken = {taken for taken in fields.values() if taken not in (Field.EXTRA, Field.PERSON)}
    named = _named([column for column in columns if column not in fields], filled, rows)
    for wanted in SYNONYMS:
        free = [one for one in named.get(wanted, ()) if one[-1] not in fields]
        if free and wanted not in taken:
            _blank, rank, _place, column = min(free)
            fields[column], confidence[column] = wanted, _BY_NAME if rank < 8 else _BY_LATER_NAME
    _only_whole_logs(fields, confidence, answers)
    objects = _nothing_around_objects(rows, fields, confidence, answers)
    _by_content(rows, columns, fields, confidence)
    for column in columns:
        if column not in fields:
            fields[column] = Field.PERSON if is_person(column) else Field.EXTRA
            confidence[column] = _BY_NAME if fields[column] is Field.PERSON else 0.0
    return Match({column: fields[column] for column in columns}, confidence, objects=objects)


def _nothing_around_objects(
    rows: pl.DataFrame, fields: dict[str, Field], confidence: dict[str, float], answers: Mapping[str, Field]
) -> str:
    """The column of objects, where the file holds the answers of an interface, one JSON object per row.

    The number and the date beside it are of the download: nobody is to take them for a ticket's.
    """
    ticket = next((column for column, taken in fields.items() if taken is Field.TICKET), None)
    if ticket is None or plain(ticket) not in _ANY_NUMBER or ticket in answers:
        return ""
    free = [column for column in rows.columns if column not in fields and column not in _RESERVED]
    objects = next((column for column in free if _looks(_sample(rows[column]), _OBJECT)), "")
    if objects:
        for column in [column for column, taken in fields.items() if taken in _IDENTITY and column not in answers]:
            fields[column], confidence[column] = Field.EXTRA, 0.0
    return objects


def _named(free: Sequence[str], filled: Mapping[str, int], rows: pl.DataFrame) -> dict[Field, list[_Place]]:
    """For each field the columns with a name of it: whether nearly blank, the name's rank, the place, the column.

    The smallest is taken: the earliest name, a nearly blank column only when no other has a name of the field. Stamps
    and reasons are blank by nature and keep the order of their names; a stamp's name over yes and no or over durations
    is none.
    """
    found: dict[Field, list[_Place]] = {}
    for place, column in enumerate(free):
        nearly_blank = filled.get(column, 0) < _NEARLY_BLANK * rows.height
        for wanted, rank in _ranks().get(plain(column), ()):
            if wanted in _STAMPS and (_measures(column) or _looks(_sample(rows[column]), _NO_STAMP)):
                continue
            found.setdefault(wanted, []).append((nearly_blank and wanted in _FILLED, rank, place, column))
    return found


def _only_whole_logs(fields: dict[str, Field], confidence: dict[str, float], answers: Mapping[str, Field]) -> None:
    """Names such as "field" and "to" mean something only together; an activity only where there is no state."""
    found = set(fields.values())
    dropped: set[Field] = set()
    if not found >= _CHANGES:
        dropped |= _OF_CHANGES
    if Field.STATE in found:
        dropped.add(Field.ACTIVITY)
    for column in [column for column, taken in fields.items() if taken in dropped and column not in answers]:
        del fields[column], confidence[column]


def _by_content(
    rows: pl.DataFrame, columns: Sequence[str], fields: dict[str, Field], confidence: dict[str, float]
) -> None:
    """A field under a name nobody knows, where exactly one column looks like it; states and priorities of lists only
    whose tool is not known, for that would have named them.
    """
    looks: dict[Field, Callable[[Sequence[str]], bool]] = {
        Field.TICKET: lambda sample: _looks(sample, _TICKET_LIKE),
        Field.OPENED: lambda sample: _looks(sample, _DATE_LIKE),
    }
    if not tool_name(columns):
        looks |= {Field.STATE: _holds_states, Field.PRIORITY: _holds_priorities}
    missing = [wanted for wanted in looks if wanted not in fields.values()]
    free = [column for column in columns if column not in fields and not is_person(column)]
    samples = {column: _sample(rows[column]) for column in free} if missing else {}
    for wanted in missing:
        alike = [column for column, sample in samples.items() if column not in fields and looks[wanted](sample)]
        if len(alike) == 1:
            fields[alike[0]], confidence[alike[0]] = wanted, _BY_CONTENT


def _holds_states(sample: Sequence[str]) -> bool:
    """Whether a few words say what is open and what is ended."""
    words = set(sample)
    if not 2 <= len(words) <= _FEW:
        return False
    read = [values.state(word) for word in words if word.strip("0123456789-. ")]
    ended = [told[0] >= Status.RESOLVED for told in read if told is not None]
    return len(ended) >= 0.8 * len(words) and any(ended) and not all(ended)


def _holds_priorities(sample: Sequence[str]) -> bool:
    """Whether a few words or signs such as P1 are all of one scale."""
    words = set(sample)
    if not 2 <= len(words) <= _FEW:
        return False
    return all(word.strip("0123456789-. ") and values.classification(word) for word in words)


def _looks(sample: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return bool(sample) and sum(1 for cell in sample if pattern.search(cell)) >= 0.95 * len(sample)
