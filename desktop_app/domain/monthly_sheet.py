"""Everything on the one page of a month against the goal, as data: the paper, its preview and the issue share it.

Texts are ready to be set; beside each stand the bare numbers that it was made from. Seconds run on the sheet's clock,
shares from 0 to 1. There is no person in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.classifications import Classification


@dataclass(frozen=True, slots=True)
class InTime:
    """How those due in the month stand. ``share`` with its interval is None where none is claimed.

    ``words`` is ``85 %``, ``3 of 4``, ``71–93 %`` or a dash; ``counts`` says how many, and the interval.
    """

    due: int
    in_time: int
    late: int
    open_past: int
    unknown: int
    share: float | None
    low: float | None
    high: float | None
    words: str
    counts: str

    @property
    def missed(self) -> int:
        """Late, or open past the goal."""
        return self.late + self.open_past


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A classification against its goal; ``before`` is the share of the month before, None below ten incidents."""

    classification: Classification
    goal: str  # "goal 2 h", or "no goal"
    now: InTime
    before: float | None


@dataclass(frozen=True, slots=True)
class Mean:
    n: int
    seconds: float | None  # None for none


@dataclass(frozen=True, slots=True)
class MeanRow:
    """Repair times of a classification beside the article's targets; texts in the order of MeanColumns.

    ``sides`` are Ops, Dev and everybody else; they weigh to ``whole``.
    """

    classification: Classification
    ops_target: str
    dev_target: str
    goal: str
    mean: str
    interval: str
    ops: str
    dev: str
    median: str
    p85: str
    whole: Mean
    sides: tuple[Mean, Mean, Mean]


@dataclass(frozen=True, slots=True)
class Lane:
    """Repair times of one route; ``dots`` are all of ``n`` or an even sample; marks are None where no mean is named."""

    label: str
    ring: bool  # drawn as rings, not as discs
    n: int
    dots: tuple[float, ...]
    median: float | None
    p85: float | None
    mean: float | None


@dataclass(frozen=True, slots=True)
class Strip:
    classification: Classification
    goal: str
    goal_s: float | None
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """``low`` and ``high`` end the axis: goals decide them, so that months compare. ``ticks`` are seconds and words."""

    strips: tuple[Strip, ...]
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Between:
    """What missed the goal, told apart: ``missed`` = ``between`` + ``still_open`` + ``others``.

    The first two fell between the teams, repaired late or still open; ``hours`` are theirs past the goal, ``errors``
    their system errors, the last line those not named. ``replay`` counts what would have fallen between them, had the
    goal existed when it was opened: it is in none of the others. ``untold`` says why nothing can be told; all counts
    but ``missed`` are then 0.
    """

    missed: int
    between: int = 0
    hours: float = 0.0
    still_open: int = 0
    others: int = 0
    errors: tuple[tuple[str, int], ...] = ()
    untold: str = ""
    replay: int = 0

    @property
    def together(self) -> int:
        """What fell between the teams."""
        return self.between + self.still_open


@dataclass(frozen=True, slots=True)
class TopErrors:
    """``rows`` are name, count and cumulative share (empty while ``counted`` is below ten)."""

    rows: tuple[tuple[str, int, str], ...]
    counted: int  # opened in the month and not known to come from a release
    opened: int
    release_unknown: int


@dataclass(frozen=True, slots=True)
class AgeRow:
    """``counts`` by age; the first ``goal_after`` of them lie inside the goal, None without one."""

    classification: Classification
    counts: tuple[int, ...]
    goal_after: int | None

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def past(self) -> int:
        """Those older than the goal."""
        return 0 if self.goal_after is None else sum(self.counts[self.goal_after :])


@dataclass(frozen=True, slots=True)
class Ageing:
    """What was open at the month's end, or when the data end before; ``shorter`` names the columns in signs alone."""

    columns: tuple[str, ...]
    shorter: tuple[str, ...]
    rows: tuple[AgeRow, ...]
    note: str

    @property
    def open(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def past(self) -> int:
        """Of all, past the goal."""
        return sum(row.past for row in self.rows)


@dataclass(frozen=True, slots=True)
class Coming:
    """A rotation or a session of the weeks after; ``open`` marks a place that nobody fills.

    ``shorter`` says the same in fewer words, for narrow paper.
    """

    when: str
    what: str
    state: str
    open: bool = False
    shorter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A definition of the footer."""

    term: str
    words: str


@dataclass(frozen=True, slots=True)
class Restatement:
    """An issued month whose figures are others today; ``changes`` say why and how often, such as ("reopened", 3)."""

    month: date
    number: int
    sentence: str
    changes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A sheet that was handed out. ``issued_at`` is wall time in the workspace's zone."""

    number: int
    month: date
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """``month`` is its first day, ``as_of`` and ``printed_at`` are wall time in ``zone``.

    ``big`` is the headline's figure, ``lead`` says what it is, ``more`` what else can be said of the month.
    """

    month: date
    title: str
    facts: tuple[str, ...]  # below the title
    zone: str
    as_of: datetime | None
    big: str
    lead: str
    more: str
    whole: InTime
    before: InTime | None
    before_label: str  # "September"
    goals: tuple[GoalRow, ...]
    means: tuple[MeanRow, ...]
    strips: Strips
    between: Between
    errors: TopErrors
    ageing: Ageing
    definitions: tuple[Term, ...]
    left_out: tuple[tuple[str, int], ...]
    reopened: int  # of those due, reopened within seven days
    month_label: str  # "October"
    coming: tuple[Coming, ...] = ()
    coming_left: int = 0  # that have no room
    issue: Issue | None = None
    restated: tuple[Restatement, ...] = ()
    printed_at: datetime | None = None
    owner: str = ""
    demo: bool = False

    @property
    def stamp_words(self) -> str:
        """``ISSUED no 10`` or ``DRAFT``."""
        from desktop_app.domain.language import _, number

        return _("ISSUED no {n}").format(n=number(self.issue.number)) if self.issue else _("DRAFT")
