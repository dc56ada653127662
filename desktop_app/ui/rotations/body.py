"""The scrolled part of the timeline: bands of teams, people with their blocks, open places, sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from desktop_app.domain.conflicts import Conflict
from desktop_app.domain.language import _, number
from desktop_app.domain.people import Absence
from desktop_app.domain.rotations import Block, OpenPlace
from desktop_app.domain.sessions import Session, SessionDate
from desktop_app.domain.teams import Team
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.rotations import marks
from desktop_app.ui.rotations.geometry import Geometry
from desktop_app.ui.rotations.head import paint_figures
from desktop_app.ui.rotations.reading import Reading
from desktop_app.ui.rotations.rows import Piece, Row, RowKind
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import rounded, rule, text
from desktop_app.ui.widgets.stays import RADIUS, draw_session


@dataclass(frozen=True)
class Shown:
    """What is marked: the current row and piece, a block that is on its way, and the rules broken by block."""

    row: int = -1
    item: Block | OpenPlace | None = None
    leaving: Block | None = None
    focused: bool = False
    broken: Mapping[Block, tuple[Conflict, ...]] = field(default_factory=dict)


def paint_rules(painter: QPainter, at: Geometry, shown: Shown) -> None:
    """The tint of the current row and the rule under each."""
    tokens = theme().tokens
    for index in at.visible_rows:
        box = at.row_box(index)
        if index == shown.row:
            painter.save()
            painter.setOpacity(0.55)
            painter.fillRect(box, tokens.tint)
            painter.restore()
        if at.rows[index].kind is not RowKind.BAND:
            last = index == len(at.rows) - 1
            rule(painter, 0, box.bottom() - 1, box.width(), tokens.line2 if last else tokens.line)


def paint_rows(painter: QPainter, reading: Reading, at: Geometry, shown: Shown) -> None:
    """What lies in the visible rows, at the right of the names."""
    for index in at.visible_rows:
        row = at.rows[index]
        if row.kind is RowKind.BAND and row.team is not None:
            if row.team not in reading.top_teams:
                paint_figures(painter, reading, at, row.team, at.row_box(index), quiet=True)
        elif row.kind is RowKind.SESSIONS:
            _sessions(painter, reading, at, index)
        else:
            for piece in row.pieces:
                _piece(painter, reading, at, index, piece, shown)
            _leave_below(painter, at, index, row)


def _piece(painter: QPainter, reading: Reading, at: Geometry, index: int, piece: Piece, shown: Shown) -> None:
    box = at.piece_box(index, piece)
    if box.right() < at.left or box.left() > at.width or piece.last < at.first:
        return
    hidden = RADIUS + 2
    if box.left() < at.left - hidden and box.right() > at.left + theme().px(24):
        box.setLeft(at.left - hidden)  # what begins further left says its word again where it comes into view
    item = piece.item
    if isinstance(item, Absence):
        marks.draw_away(painter, box, "" if _covered(at.rows[index], piece) else _("away"))
    elif isinstance(item, OpenPlace):
        marks.draw_open(painter, box, marks.place_code(reading.board, item))
    elif not piece.ours:
        marks.draw_elsewhere(painter, box, reading.board, item)
    else:
        marks.draw_block(painter, box, reading.board, item, faded=item == shown.leaving)
        if item != shown.leaving and shown.broken.get(item):
            marks.draw_conflict(painter, box)
    if not isinstance(item, Absence) and item == shown.item and shown.leaving is None:
        tokens = theme().tokens
        line = tokens.accent if shown.focused else tokens.tintline
        rounded(painter, box.adjusted(-3, -3, 3, 3), RADIUS + 2, line=line, width=2)


def _covered(row: Row, away: Piece) -> bool:
    """Whether a block lies over the beginning of a leave, where its word would stand."""
    blocks = [piece for piece in row.pieces if isinstance(piece.item, Block)]
    return any(piece.first <= away.last and away.first <= piece.last for piece in blocks)


def _leave_below(painter: QPainter, at: Geometry, index: int, row: Row) -> None:
    """Leave stays seen under a block that lies over it: as a strip at the row's foot."""
    away = [piece for piece in row.pieces if isinstance(piece.item, Absence)]
    for piece in row.pieces if away else ():
        for other in away:
            first, last = max(piece.first, other.first), min(piece.last, other.last)
            if piece not in away and first <= last:
                box = at.bar_box(index, first, last)
                marks.draw_away(painter, box.adjusted(0, box.height() - theme().px(8), 0, 0), "")


def paint_names(painter: QPainter, reading: Reading, at: Geometry, shown: Shown) -> None:
    """The frozen column of names."""
    told = reading.top_teams
    look, tokens = theme(), theme().tokens
    for index in at.visible_rows:
        row, box = at.rows[index], at.row_box(index)
        inside = QRectF(0, box.top(), at.left - look.px(4), box.height())
        if row.kind is RowKind.BAND:
            _band_name(painter, row, inside, told=row.team in told)
        elif row.kind is RowKind.OPEN:
            text(painter, inside, _("Not filled") if index == 0 else "", TextStyle.CAPTION_STRONG, tokens.warntext)
        elif row.kind is RowKind.SESSIONS:
            text(painter, inside, _("Hub sessions"), TextStyle.CAPTION_STRONG, tokens.text2)
        else:
            _person_name(painter, row, inside, strong=index == shown.row)
        if index == shown.row and shown.item is None and shown.focused:
            rounded(painter, QRectF(1, box.top() + 1, at.left - 3, box.height() - 3), 4, line=tokens.accent, width=2)


def _band_name(painter: QPainter, row: Row, box: QRectF, *, told: bool) -> None:
    tokens, look = theme().tokens, theme()
    name, least = row.team.name if row.team else "", ""
    if row.team is not None and row.team.minimum and not told:
        least = _("min. {n}").format(n=number(row.team.minimum))
    wide = look.width(name, TextStyle.CAPTION_STRONG) + look.px(6)
    lower = box.adjusted(0, look.px(2), 0, 0)
    text(painter, lower, name, TextStyle.CAPTION_STRONG, tokens.text2)
    if least and wide + look.width(least, TextStyle.CAPTION) <= box.width():
        text(painter, lower.adjusted(wide, 0, 0, 0), least, TextStyle.CAPTION, tokens.text3)


def _person_name(painter: QPainter, row: Row, box: QRectF, *, strong: bool) -> None:
    tokens, look = theme().tokens, theme()
    if row.person is None:
        return
    style = TextStyle.BODY_STRONG if strong else TextStyle.BODY
    share = row.person.share_words
    taken = look.width(share, TextStyle.CAPTION) + look.px(6) if share else 0
    text(painter, box.adjusted(look.px(8), 0, -taken, 0), row.person.name, style, tokens.text)
    if share:
        text(painter, box.adjusted(box.width() - taken, 0, 0, 0), share, TextStyle.CAPTION, tokens.text3)


def _band_width(reading: Reading, team: Team) -> float:
    look = theme()
    if team in reading.top_teams:  # named in the head with its minimum
        return look.width(_("{team} at desk").format(team=team.name), TextStyle.BODY_MEDIUM)
    least = look.width(_("min. {n}").format(n=number(team.minimum)), TextStyle.CAPTION) if team.minimum else 0
    return look.width(team.name, TextStyle.CAPTION_STRONG) + look.px(10) + least


def name_width(reading: Reading) -> int:
    """The frozen column as wide as its names, between 124 and 190 design pixels."""
    look = theme()
    people = [
        look.width(row.person.name, TextStyle.BODY_STRONG)
        + (look.width(row.person.share_words, TextStyle.CAPTION) + look.px(6) if row.person.share_words else 0)
        for row in reading.rows
        if row.person is not None
    ]
    bands = [_band_width(reading, team) for team in reading.board.rota_teams]
    words = (_("min. {n}, with guests").format(n=number(99)), _("Not filled"), _("Hub sessions"))
    fixed = [look.width(each, TextStyle.CAPTION_STRONG) for each in words]
    widest = max((*(p + look.px(8) for p in people), *bands, *fixed), default=0)
    return min(max(look.px(124), round(widest) + look.px(8)), look.px(190))


# -- sessions


def dated(reading: Reading) -> list[tuple[datetime, Session, SessionDate]]:
    """Every date of a session in the workspace's wall-clock time, in order."""
    zone = ZoneInfo(reading.board.zone)
    found = [
        (date.starts.replace(tzinfo=ZoneInfo(date.zone)).astimezone(zone), session, date)
        for session, date in reading.board.session_dates
    ]
    return sorted(found, key=lambda each: (each[0], each[1].topic))


def _sessions(painter: QPainter, reading: Reading, at: Geometry, index: int) -> None:
    look, tokens, band = theme(), theme().tokens, at.row_box(index)
    found = [(at.x(begins.date()), session) for begins, session, _date in dated(reading)]
    for place, (x, session) in enumerate(found):
        later = [other for other, _session in found[place + 1 :] if other > x]
        words = f"{session.topic} {session.length}"
        wide = look.width(words, TextStyle.CAPTION) + look.px(18)
        room = min(wide, (later[0] if later else at.left + at.full_width - at.scroll_x) - x - 1)
        box = QRectF(x + 1, band.top() + look.px(3), room, band.height() - 2 * look.px(3) - 1)
        if room > look.px(12) and box.right() > at.left and x < at.width:
            draw_session(painter, box, words, tokens.canvas)
