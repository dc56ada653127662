"""What an import asks and tells: answers go in, a review of ``exchange.plan.ImportPlan`` comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.domain.classifications import Classification
from desktop_app.domain.teams import Side


class Field(StrEnum):
    """What a column of a foreign file can be. PERSON columns never leave the reader; EXTRA ones are kept as text."""

    TICKET = "ticket"
    TITLE = "title"
    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    RESTORED = "restored"
    RESOLVED = "resolved"
    CLOSED = "closed"
    UPDATED = "updated"
    PRIORITY = "priority"
    STATE = "state"
    PAUSE_REASON = "pause_reason"
    TEAM = "team"
    SYSTEM = "system"
    SYSTEM_ERROR = "system_error"
    RELEASE = "release"
    REOPENS = "reopens"
    KIND = "kind"  # incident, request, test ...
    PERSON = "person"
    EXTRA = "extra"


class DateOrder(StrEnum):
    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class ImportAnswers:
    """What the user decided; everything that is absent is recognised from the file."""

    sheet: str | None = None
    time_zone: str = "UTC"
    date_order: DateOrder | None = None
    fields: Mapping[str, Field] = field(default_factory=dict)  # by the file's own column name
    priorities: Mapping[str, Classification] = field(default_factory=dict)  # by the file's own value
    sides: Mapping[str, Side] = field(default_factory=dict)  # by team name


@dataclass(frozen=True, slots=True)
class DateReading:
    """How the stamps of one column were read; ``sample`` is a cell of the file and ``meaning`` it in long form."""

    column: str
    order: DateOrder
    decided: bool  # False: every row reads both ways, and nobody has answered
    sample: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ColumnReview:
    column: str
    field: Field
    confidence: float  # 0 to 1
    filled: int  # rows that hold something
    sample: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """``row`` is the row's number in the file as a spreadsheet shows it."""

    row: int
    ticket: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file cannot tell. ``name`` is the answer's name: date_order, sheet, or fields."""

    name: str
    column: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundTeam:
    name: str
    incidents: int
    side: Side  # as set, or as proposed from the name


@dataclass(frozen=True, slots=True)
class FoundPriority:
    value: str
    rows: int
    classification: Classification
    recognised: bool  # False: not one of the known scales, stored as Medium unless answered


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """Rows of the file: read = stored + skipped + refused, always. Incidents: what the stored rows come to."""

    read: int = 0
    stored: int = 0
    skipped: int = 0
    refused: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class ImportReview:
    """A dry run in words and numbers; exactly what a commit will do."""

    file_name: str
    tool: str  # "ServiceNow"
    event_log: bool
    sheet: str
    sheets: tuple[str, ...]
    sentence: str  # "We recognised a ServiceNow event log: 890 incidents, 29 February to 2 March 2016"
    columns: tuple[ColumnReview, ...]
    dates: tuple[DateReading, ...]
    priorities: tuple[FoundPriority, ...]
    teams: tuple[FoundTeam, ...]
    counts: ImportCounts
    skipped_reasons: Mapping[str, int]
    refusals: tuple[Refusal, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]  # plain sentences: hidden rows, no resolve column, encoding taken
    header: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]  # at most 200, persons' columns left out
    time_zone: str
    zone_needed: bool  # the file has stamps without an offset
