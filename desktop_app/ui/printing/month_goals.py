"""Upper sections of the monthly sheet: each classification inside its goal, and its mean beside the article's."""

from __future__ import annotations

from typing import Final

from desktop_app.domain.language import _, percent
from desktop_app.domain.monthly_sheet import GoalRow, MeanRow, Sheet
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.month_parts import BODY, HAIR, NAME, Ground, fitted, head
from desktop_app.ui.printing.sheet import Align
from desktop_app.ui.printing.typeface import Weight, width

_BAR: Final = 2.8  # mm
_TRACK_FROM, _TRACK_TO = 42.0, 134.5  # mm from the left
_SHARE: Final = 14.0


def label_columns(found: Sheet) -> tuple[float, float]:
    """Where the second column of labels begins and where it ends, in mm: as wide as the language needs."""
    kinds = max(width(row.classification.label, NAME, Weight.BOLD) for row in found.goals)
    goals = max(width(row.goal, BODY) for row in found.goals)
    routes = max((width(lane.label, BODY) for strip in found.strips.strips for lane in strip.lanes), default=0.0)
    second = max(18.0, kinds + 2.5, goals + 2.5)
    return second, max(_TRACK_FROM, second + max(goals, routes) + 2.5)


def draw_goals(ground: Ground, y: float, found: Sheet) -> float:
    """The bullets. Returns where they end."""
    note = _("bar = {month}, whisker = 95 % interval, tick = {before} where n is 10 or more")
    note = note.format(month=found.month_label, before=found.before_label)
    y = head(ground, y, _("Inside the shared goal, by classification"), note)
    second, start = label_columns(found)
    high = ground.row(6.1)
    for row in found.goals:
        box = ground.at(y, high)
        ground.sheet.text(box, row.classification.label, NAME, Weight.BOLD)
        ground.sheet.text(ground.at(y, high, second), row.goal, BODY)
        _bullet(ground, Box(ground.x + start, y + (high - _BAR) / 2, _TRACK_TO - start, _BAR), row)
        _figures(ground, y, high, row)
        y += high
    return _scale(ground, y, start)


def _bullet(ground: Ground, track: Box, row: GoalRow) -> None:
    sheet, inks, now = ground.sheet, ground.inks, row.now
    sheet.fill(track, inks.track)
    middle = track.y + track.height / 2
    if now.share is not None and now.low is not None and now.high is not None:
        end = track.x + now.share * track.width
        sheet.fill(Box(track.x, track.y, end - track.x, track.height), inks.bar)
        low, high = track.x + now.low * track.width, track.x + now.high * track.width
        sheet.line((low, middle), (end, middle), 0.3, inks.paper)
        sheet.line((low, middle - 0.7), (low, middle + 0.7), 0.3, inks.paper)
        sheet.line((end, middle), (high, middle), 0.3, inks.ink)
        sheet.line((high, middle - 0.7), (high, middle + 0.7), 0.3, inks.ink)
    if row.before is not None:
        at = track.x + row.before * track.width
        sheet.fill(Box(at - 0.55, track.y - 0.8, 1.1, track.height + 1.6), inks.paper)
        sheet.fill(Box(at - 0.35, track.y - 0.8, 0.7, track.height + 1.6), inks.ink)


def _figures(ground: Ground, y: float, high: float, row: GoalRow) -> None:
    """The share and how many; a count stands for the share below ten."""
    now, left = row.now, _TRACK_TO + 2.5
    if now.share is None:
        words = now.words if not now.due or now.words != now.counts else now.counts
        fitted(ground, ground.at(y, high, left), words, NAME, Weight.BOLD)
        return
    fitted(ground, ground.at(y, high, left, _SHARE), percent(now.share), NAME, Weight.BOLD)
    fitted(ground, ground.at(y, high, left + _SHARE - 3), now.counts, BODY, align=Align.RIGHT)


def _scale(ground: Ground, y: float, start: float) -> float:
    room, high = _TRACK_TO - start, ground.row(3.6)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = ground.x + start + share * room
        ground.sheet.line((x, y - 0.4), (x, y + 0.4), 0.15, ground.inks.grid)
        ground.sheet.text(Box(x - 10, y + 0.5, 20, high), percent(share), 8.0, align=Align.CENTRE)
    return y + high + ground.row(2.4)


# Right edges of the columns in mm: the article's targets, what was resolved, and the same incidents once more.
_EDGES: Final = (31.6, 44.3, 57.5, 75.7, 103.4, 126.4, 149.3, 163.6, 176.4, 188.0)
_GROUPS: Final = ((21.8, 57.5), (60.0, 149.3), (151.8, 188.0))
_FULL: Final = 188.0


def draw_means(ground: Ground, y: float, found: Sheet) -> float:
    """The article's table. Returns where it ends."""
    note = _("the mean is shown because the targets are means; the verdict is the share in time above")
    y = head(ground, y, _("Mean time to repair beside the article's targets"), note)
    high, scale = ground.row(4.7), ground.width / _FULL
    titles = (
        _("Article's targets"),
        _("Resolved in {month}: mean, by side (n)").format(month=found.month_label),
        _("Same incidents"),
    )
    for (left, right), words in zip(_GROUPS, titles, strict=True):
        box = ground.at(y, high, left * scale, (right - left) * scale)
        fitted(ground, box, words, 8.5, align=Align.RIGHT)
        ground.sheet.across(y + high, box, 0.15)
    y += high + 0.3
    heads = (
        _("Ops"), _("Dev"), _("Goal"), _("All, mean"), _("95 % interval"), _("Ops"), _("Dev"), _("Median"), _("P85"),
        _("n"),
    )  # fmt: skip
    _line(ground, y, high, heads, Weight.SEMIBOLD, 8.5)
    y += high
    ground.sheet.across(y, ground.at(y, 0), 0.25)
    high = ground.row(5.3)
    for index, row in enumerate(found.means):
        if index:
            ground.sheet.across(y, ground.at(y, 0), HAIR, ground.inks.grid)
        ground.sheet.text(ground.at(y, high), row.classification.label, NAME, Weight.BOLD)
        _line(ground, y, high, _cells(row), Weight.REGULAR, BODY)
        y += high
    return y + ground.row(2.6)


def _cells(row: MeanRow) -> tuple[str, ...]:
    from desktop_app.domain.language import number

    return (
        row.ops_target, row.dev_target, row.goal, row.mean, row.interval, row.ops, row.dev, row.median, row.p85,
        number(row.whole.n),
    )  # fmt: skip


def _line(ground: Ground, y: float, high: float, cells: tuple[str, ...], weight: Weight, points: float) -> None:
    """Right-aligned cells; the goal and the mean of all stand out."""
    scale, left = ground.width / _FULL, _GROUPS[0][0] - 4
    for place, (words, edge) in enumerate(zip(cells, _EDGES, strict=True)):
        heavy = Weight.BOLD if place in (2, 3) and weight is Weight.REGULAR else weight
        box = ground.at(y, high, left * scale + 1.2, (edge - left) * scale - 1.2)
        fitted(ground, box, words, points, heavy, Align.RIGHT)
        left = edge
