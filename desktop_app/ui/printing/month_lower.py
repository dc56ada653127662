"""Lower sections of the monthly sheet: what fell between the teams, top errors, the backlog, what comes next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.monthly_sheet import AgeRow, Between, Coming, Sheet
from desktop_app.domain.stamps import day
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.month_parts import BODY, HAIR, LEAST_ROW, NAME, Ground, fitted, head, paragraph
from desktop_app.ui.printing.sheet import Align
from desktop_app.ui.printing.typeface import Weight, first_fitting, width

_LINE: Final = 4.7  # mm
_PRESSED: Final = 8.0  # points, where its rows are pressed together
_NUMBER: Final = 14.0
_FELL: Final = 2  # lines that tell of what fell between the teams
_STEP: Final = 0.7  # thickness of the staircase, in mm


def draw_between(ground: Ground, y: float, found: Sheet) -> float:
    """What missed the goal, told apart. Returns where it ends."""
    own, sheet = found.between, ground.sheet
    y = head(ground, y, _("Fell between the teams"), _between_note(own))
    if own.untold:
        return paragraph(ground, y + ground.row(1), own.untold, BODY) + ground.row(3)
    hours = _("{n} h").format(n=number(round(own.hours)))
    lines = (
        (_("Each side inside its target, repaired late"), number(own.between)),
        (_("Each side inside its target, still open"), number(own.still_open)),
        (_("Their hours past the goal, so far"), hours),
        (_("Others: a side past its target, or not known"), number(own.others)),
    )
    high = ground.row(_LINE, LEAST_ROW + 0.3)
    points = BODY if high > _LINE - 0.5 else _PRESSED
    for index, (words, count) in enumerate(lines):
        weight = Weight.SEMIBOLD if index < _FELL else Weight.REGULAR
        fitted(ground, ground.at(y, high, 0, ground.width - _NUMBER), words, points, weight)
        sheet.text(ground.at(y, high, ground.width - _NUMBER), count, points, Weight.SEMIBOLD, Align.RIGHT)
        y += high
        sheet.across(y, ground.at(y, 0), HAIR, ground.inks.grid)
    y += ground.row(0.9)
    if own.errors:
        sheet.text(ground.at(y, ground.row(3.9, LEAST_ROW)), _("These two by system error"), 8.0)
        y += ground.row(3.9, LEAST_ROW)
    high = ground.row(4.0, LEAST_ROW)
    for name, many in own.errors:
        fitted(ground, ground.at(y, high, 0, ground.width - _NUMBER), name, BODY)
        sheet.text(ground.at(y, high, ground.width - _NUMBER), number(many), BODY, align=Align.RIGHT)
        y += high
    return y + ground.row(2.2)


def _between_note(own: Between) -> str:
    """How many of all; what was opened before the goal existed is told apart."""
    if not own.missed and not own.replay:
        return _("none past the goal")
    if own.untold:
        return ngettext("{n} past the goal", "{n} past the goal", own.missed).format(n=number(own.missed))
    words = _("{n} of {missed} past the goal; {replay} by replay") if own.replay else _("{n} of {missed} past the goal")
    return words.format(n=number(own.together), missed=number(own.missed), replay=number(own.replay))


_NAMES: Final = 45.0  # mm for the names of errors
_CUMULATIVE: Final = 13.0


def draw_errors(ground: Ground, y: float, found: Sheet) -> float:
    """Bars with their counts and how much they are together. Returns where it ends."""
    own, sheet = found.errors, ground.sheet
    words = _("{n} of {opened} opened, not release-related")
    note = words.format(n=number(own.counted), opened=number(own.opened))
    y = head(ground, y, _("Top system errors"), note)
    if not own.rows:
        return paragraph(ground, y + ground.row(1), _("No system error is named in this month."), BODY) + ground.row(3)
    if any(share for _name, _n, share in own.rows):
        sheet.text(ground.at(y, 3.2), _("cum."), 8.0, align=Align.RIGHT)
    y += 3.2
    high, most = ground.row(4.6, LEAST_ROW), max(n for _name, n, _share in own.rows)
    start = _NAMES + 1.5
    room = ground.width - start - _CUMULATIVE - width(number(most), BODY, Weight.BOLD) - 1.5
    for name, n, share in own.rows:
        fitted(ground, ground.at(y, high, 0, _NAMES), name, BODY)
        bar = room * n / most
        sheet.fill(Box(ground.x + start, y + high * 0.2, bar, high * 0.6), ground.inks.bar)
        sheet.text(ground.at(y, high, start + bar + 1.2, 14), number(n), BODY, Weight.BOLD)
        fitted(ground, ground.at(y, high, ground.width - _CUMULATIVE), share, BODY, align=Align.RIGHT)
        y += high
    return y + ground.row(2.2)


_TOTAL: Final = 14.0  # mm


def draw_ageing(ground: Ground, y: float, found: Sheet) -> float:
    """The staircase. Returns where it ends."""
    own, sheet = found.ageing, ground.sheet
    on = day(_end_of(found), year=False)
    words = ngettext("{n} open at {day}, {past} past the goal", "{n} open at {day}, {past} past the goal", own.open)
    y = head(ground, y, _("Backlog ageing"), words.format(n=number(own.open), day=on, past=number(own.past)))
    kinds = max(width(row.classification.label, NAME, Weight.BOLD) for row in own.rows) + 2
    step = (ground.width - kinds - _TOTAL) / len(own.columns)
    high = ground.row(4.4)
    for index, (name, short) in enumerate(zip(own.columns, own.shorter, strict=True)):
        box = ground.at(y, high, kinds + index * step + 0.3, step - 0.6)
        words = first_fitting((name, short), box.width, 7.5) or short
        fitted(ground, box, words, 8.0, align=Align.CENTRE)
    sheet.text(ground.at(y, high, ground.width - _TOTAL), _("open"), 8.0, align=Align.RIGHT)
    y += high
    top, high = y, ground.row(5.2, LEAST_ROW)
    _shade(ground, top, high, own.rows, kinds, step)
    for row in own.rows:
        sheet.text(ground.at(y, high), row.classification.label, NAME, Weight.BOLD)
        for index, count in enumerate(row.counts):
            past = row.goal_after is not None and index >= row.goal_after
            weight = Weight.BOLD if past and count else Weight.REGULAR
            words = number(count) if count else "·"
            sheet.text(ground.at(y, high, kinds + index * step, step), words, BODY, weight, Align.CENTRE)
        sheet.text(ground.at(y, high, ground.width - _TOTAL), number(row.total), BODY, Weight.BOLD, Align.RIGHT)
        y += high
    return paragraph(ground, y + ground.row(0.8), own.note, 8.0) + ground.row(1.6)


def _shade(ground: Ground, top: float, high: float, rows: tuple[AgeRow, ...], left: float, step: float) -> None:
    """Grey past the goal and the heavy line between, a staircase where the goals follow each other."""
    sheet, inks = ground.sheet, ground.inks
    edges = [None if row.goal_after is None else ground.x + left + row.goal_after * step for row in rows]
    right = ground.x + left + step * len(rows[0].counts)
    for index, edge in enumerate(edges):
        if edge is not None:
            sheet.fill(Box(edge, top + index * high, right - edge, high), inks.past)
    for index, edge in enumerate(edges):
        if edge is None:
            continue
        y = top + index * high
        sheet.line((edge, y), (edge, y + high), _STEP, inks.ink)
        after = edges[index + 1] if index + 1 < len(edges) else None
        if after is not None and after != edge:
            x1, x2 = sorted((edge, after))
            sheet.line((x1 - _STEP / 2, y + high), (x2 + _STEP / 2, y + high), _STEP, inks.ink)


def _end_of(found: Sheet) -> date:
    following = (found.month.replace(day=28) + timedelta(days=4)).replace(day=1)
    if found.as_of is not None and found.as_of.date() < following:
        return found.as_of.date()
    return following


_WHEN: Final = 23.5  # mm
_STATE: Final = 22.0


def draw_coming(ground: Ground, y: float, found: Sheet) -> float:
    """Rotations and sessions of the weeks after. Returns where it ends."""
    sheet = ground.sheet
    note = _("4 weeks")
    if found.coming_left:
        words = ngettext("4 weeks; {n} more is planned", "4 weeks; {n} more are planned", found.coming_left)
        note = words.format(n=number(found.coming_left))
    y = head(ground, y, _("Next rotations and sessions"), note)
    if not found.coming:
        words = _("No rotation is published and no session has a date in these weeks.")
        return paragraph(ground, y + ground.row(1), words, BODY) + ground.row(3)
    high = ground.row(5.2, 4.3)
    for index, line in enumerate(found.coming):
        if index:
            sheet.across(y, ground.at(y, 0), HAIR, ground.inks.grid)
        fitted(ground, ground.at(y, high, 0, _WHEN - 1), line.when, BODY, Weight.SEMIBOLD)
        takes = _state(ground, y, high, line)
        box = ground.at(y, high, _WHEN, ground.width - _WHEN - takes - 1.5)
        words = first_fitting((line.what, *line.shorter), box.width, 8.0) or (line.what, *line.shorter)[-1]
        fitted(ground, box, words, BODY)
        y += high
    return y + ground.row(2.2)


def _state(ground: Ground, y: float, high: float, line: Coming) -> float:
    """At the right; an open place is white on black. Returns the width it takes."""
    if not line.state:
        return 0.0
    weight = Weight.SEMIBOLD if line.open else Weight.REGULAR
    takes = min(_STATE + 6, width(line.state, BODY, weight))
    if not line.open:
        fitted(ground, ground.at(y, high, ground.width - takes - 0.1), line.state, BODY, weight, Align.RIGHT)
        return takes
    box = Box(ground.right - takes - 3, y + 0.4, takes + 3, high - 0.8)
    ground.sheet.fill(box, ground.inks.ink)
    fitted(ground, box.shrunk(1.4, 0), line.state, BODY, weight, Align.CENTRE, ground.inks.paper)
    return takes + 3
