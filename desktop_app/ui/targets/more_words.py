"""The figures behind the tab More: what each is called, its one sentence, and what its reader may choose."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.figures import Amount, By, Choice
from desktop_app.domain.language import _


@dataclass(frozen=True, slots=True)
class Option:
    """One way to see an entry: the keys of its figures, one below the other. ``classified``: of one classification."""

    words: str
    keys: tuple[str, ...]
    choice: Choice = Choice()  # noqa: RUF009
    classified: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list; the first option is the one that is shown first."""

    name: str
    title: str
    sentence: str
    options: tuple[Option, ...]
    needs_period: bool = False  # it compares one with the one before


def entries() -> tuple[Entry, ...]:
    """In the order of the list."""
    return (*_waiting(), *_time(), *_causes())


def _waiting() -> tuple[Entry, ...]:
    return (
        Entry(
            "survival",
            _("Still open after"),
            _("How many are open after a day, a week"),
            (
                Option(_("By classification"), ("survival",), Choice(By.CLASSIFICATION)),
                Option(_("By route"), ("survival",), Choice(By.ROUTE), classified=True),
            ),
        ),
        Entry(
            "waiting",
            _("Waiting work"),
            _("What is open now, by age and goal"),
            (Option("", ("ageing", "oldest")),),
        ),
        Entry(
            "work_in_progress",
            _("Who holds it"),
            _("Open incidents by team, or nobody"),
            (Option("", ("work_in_progress",)),),
        ),
    )


def _time() -> tuple[Entry, ...]:
    return (
        Entry(
            "holders",
            _("Where the time goes"),
            _("Repair time by side, team and nobody"),
            (
                Option(_("By route"), ("holders",), Choice(By.ROUTE)),
                Option(_("By classification"), ("holders",), Choice(By.CLASSIFICATION)),
                Option(_("By team"), ("team_time",)),
            ),
        ),
        Entry(
            "pauses",
            _("Pauses"),
            _("What pauses do to the share in time"),
            (Option("", ("pauses",)),),
        ),
        Entry(
            "mttr",
            _("Mean time to repair"),
            _("The article's mean, with its interval"),
            (Option("", ("mttr",)),),
        ),
        Entry(
            "comparison",
            _("Compared with the period before"),
            _("What changed, and how sure that is"),
            (
                Option(_("By system"), ("comparison",), Choice(By.SYSTEM)),
                Option(_("By route"), ("comparison",), Choice(By.ROUTE)),
                Option(_("By release"), ("comparison",), Choice(By.RELEASE)),
            ),
            needs_period=True,
        ),
    )


def _causes() -> tuple[Entry, ...]:
    return (
        Entry(
            "pareto",
            _("Causes"),
            _("The errors that come or cost most"),
            (
                Option(_("Incidents"), ("pareto",), Choice(amount=Amount.COUNT)),
                Option(_("Hours"), ("pareto",), Choice(amount=Amount.HOURS)),
            ),
        ),
        Entry(
            "occurrences",
            _("Occurrences"),
            _("How often each error really comes"),
            (Option("", ("occurrences",)),),
        ),
        Entry(
            "weekly_counts",
            _("Opened per week"),
            _("How many come, and what is normal"),
            (Option("", ("weekly_counts",)),),
        ),
    )
