"""What an import asks and tells: answers go in, a review of ``exchange.plan.ImportPlan`` comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Exclusion, PauseReason, Status
from desktop_app.domain.language import _
from desktop_app.domain.teams import Side
from desktop_app.domain.trust import Doubt, TrustCard


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
    CHANGED_FIELD = "changed_field"  # of an audit or changelog: which field an event changed
    OLD_VALUE = "old_value"
    NEW_VALUE = "new_value"
    ACTIVITY = "activity"  # of a plain log of cases: what was done
    PERSON = "person"
    EXTRA = "extra"


class DateOrder(StrEnum):
    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class Policy(StrEnum):
    """What happens to a ticket of the file that is stored already and differs."""

    UPDATE = "update"
    SKIP = "skip"
    ADD = "add"  # stored once more beside it, under a ticket number of its own


class FixKind(StrEnum):
    """What can be proposed for a row that would be refused."""

    STORE_AS_OPEN = "store_as_open"  # the end is taken as not known yet
    SWAP = "swap"  # the two dates change places
    OTHER_YEAR = "other_year"  # a slip in the year
    LEAVE_EMPTY = "leave_empty"  # the cell is taken as empty
    KEEP_NEWEST = "keep_newest"  # of rows that repeat a ticket


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a state of a foreign tool is with us."""

    status: Status
    pause_reason: PauseReason = PauseReason.NONE
    exclusion: Exclusion = Exclusion.NONE


@dataclass(frozen=True, slots=True)
class ImportAnswers:
    """What the user decided; everything that is absent is recognised from the file."""

    sheet: str | None = None
    time_zone: str = "UTC"
    date_order: DateOrder | None = None  # of every column that has no order of its own
    fields: Mapping[str, Field] = field(default_factory=dict)  # by the file's own column name
    priorities: Mapping[str, Classification] = field(default_factory=dict)  # by the file's own value
    sides: Mapping[str, Side] = field(default_factory=dict)  # by team name
    header_row: int | None = None  # as a spreadsheet counts, from 1
    encoding: str | None = None
    delimiter: str | None = None
    hidden_rows: bool = True  # rows that the spreadsheet hides are read too
    persons: bool = False  # columns of persons leave the reader and become people; never part of an analysis
    date_orders: Mapping[str, DateOrder] = field(default_factory=dict)  # by column
    states: Mapping[str, Meaning] = field(default_factory=dict)  # by the file's own value
    teams: Mapping[str, str] = field(default_factory=dict)  # the file's name: ours
    systems: Mapping[str, str] = field(default_factory=dict)
    policy: Policy = Policy.UPDATE
    fixes: Mapping[int, FixKind] = field(default_factory=dict)  # by row of the file
    left_out: frozenset[Doubt] = frozenset()
    many_ends_agreed: bool = False  # that a large share of the open incidents is ended by this file

    def over(self, kept: ImportAnswers) -> ImportAnswers:
        """These answers, and those that were kept where nothing was answered here; the zone stays this one's."""
        nothing = ImportAnswers(time_zone=self.time_zone)
        merged: dict[str, Any] = {}
        for name in (each.name for each in fields(ImportAnswers)):
            own, old = getattr(self, name), getattr(kept, name)
            if isinstance(own, Mapping):
                merged[name] = {**old, **own}
            else:
                merged[name] = old if own == getattr(nothing, name) and name != "time_zone" else own
        return ImportAnswers(**merged)


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
class ProposedFix:
    """``text`` is a verb on a button: "Swap the two dates"."""

    kind: FixKind
    text: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """``row`` is the row's number in the file as a spreadsheet shows it."""

    row: int
    ticket: str
    column: str
    value: str
    reason: str
    fix: ProposedFix | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file cannot tell. ``name`` is the answer's name: date_order, sheet, fields or many_ends_agreed."""

    name: str
    column: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundTeam:
    name: str
    incidents: int
    side: Side  # as set, or as proposed from the name
    known: bool = False  # stored under this name already
    like: str = ""  # a stored team whose name is much alike


@dataclass(frozen=True, slots=True)
class FoundSystem:
    name: str
    incidents: int
    known: bool
    like: str = ""


@dataclass(frozen=True, slots=True)
class FoundState:
    """``meaning`` is None where the state says nothing known: then the dates tell."""

    value: str
    rows: int
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person of the file, only where persons were switched on; ``team`` is the one of most of their incidents."""

    name: str
    team: str
    known: bool


@dataclass(frozen=True, slots=True)
class ChangedField:
    """What an import changes of a stored incident, in words; ``field`` is a column of the incident."""

    ticket: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Suspect:
    """An incident of the file that may be the same as another one, of the file or stored, under another ticket."""

    row: int
    ticket: str
    other: str
    reason: str


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
    header_row: int = 1
    encoding: str = ""  # of a text file
    encoding_sure: bool = True
    delimiter: str = ""
    hidden_rows: int = 0
    states: tuple[FoundState, ...] = ()
    systems: tuple[FoundSystem, ...] = ()
    people: tuple[FoundPerson, ...] = ()
    trust: TrustCard | None = None
    changes: tuple[ChangedField, ...] = ()  # at most 1,000
    changed_fields: Mapping[str, int] = field(default_factory=dict)  # incidents by field, all of them
    suspects: tuple[Suspect, ...] = ()  # at most 1,000
    open_now: int = 0  # incidents of the workspace
    open_ended: int = 0  # of these, how many this file ends
    profile: str = ""  # the profile whose answers were taken

    @property
    def refusal(self) -> str:
        """Why nothing of the file can be stored; empty when something can, or is here already."""
        if self.questions:
            return self.questions[0].text
        if not self.counts.read:
            return _("{file} has no rows under the names of its columns.").format(file=self.file_name)
        if self.counts.stored or _("kept as it is") in self.skipped_reasons:
            return ""
        return _("No row of this file can be stored.")
