"""Why a backup was made, and which backups are worth their room."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop_app.domain.language import _

DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 12
LATELY: Final = 6  # of the last 24 hours, so that a slip of this morning can be taken back tonight


class Reason(StrEnum):
    MANUAL = "manual"
    AUTOMATIC = "automatic"
    BEFORE_IMPORT = "before-import"
    BEFORE_UPGRADE = "before-upgrade"
    BEFORE_RESTORE = "before-restore"

    @property
    def label(self) -> str:
        return {
            Reason.MANUAL: _("by hand"),
            Reason.AUTOMATIC: _("automatic"),
            Reason.BEFORE_IMPORT: _("before an import"),
            Reason.BEFORE_UPGRADE: _("before an upgrade"),
            Reason.BEFORE_RESTORE: _("before a restore"),
        }[self]


def worth_keeping(shelf: Sequence[tuple[datetime, Reason]]) -> frozenset[int]:
    """The places in ``shelf`` of those that stay.

    The newest of each of the last 12 days, 10 weeks and 12 months that have any, the newest six of the 24 hours before
    the newest of all, the newest of each reason, and every one made by hand. Days are those of each time's own zone.
    """
    newest_first = sorted(range(len(shelf)), key=lambda place: (shelf[place][0], place), reverse=True)
    if not newest_first:
        return frozenset()
    by_hand = {place for place in newest_first if shelf[place][1] is Reason.MANUAL}
    since = shelf[newest_first[0]][0] - timedelta(hours=24)
    lately = [place for place in newest_first if shelf[place][0] > since][:LATELY]
    groups: tuple[tuple[Callable[[int], Hashable], int], ...] = (
        (lambda place: shelf[place][0].date(), DAYS),
        (lambda place: shelf[place][0].isocalendar()[:2], WEEKS),
        (lambda place: (shelf[place][0].year, shelf[place][0].month), MONTHS),
        (lambda place: shelf[place][1], len(Reason)),
    )
    return frozenset(by_hand.union(lately, *(_newest_of_each(newest_first, *group) for group in groups)))


def _newest_of_each(newest_first: Sequence[int], group: Callable[[int], Hashable], most: int) -> list[int]:
    """The first of every group, for the first ``most`` groups."""
    firsts: dict[Hashable, int] = {}
    for place in newest_first:
        firsts.setdefault(group(place), place)
    return list(firsts.values())[:most]
