"""Where people, days and sessions of the coming two weeks lie in their picture, and its strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.outlook import Held, Outing, Outlook, Stay, Where
from desktop_app.domain.stamps import months
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import CENTRE, RIGHT, rule, text
from desktop_app.ui.widgets.stays import draw_duty, draw_session, draw_to_dev, draw_to_ops

LETTERS, NUMBERS, ROW = 18, 22, 25  # design pixels
LEAST_NAMES, MOST_NAMES = 72, 140
MOST_PEOPLE = 5
_FLAG = 13

_DRAW = {Where.OPS: draw_to_ops, Where.DEV: draw_to_dev, Where.DUTY: draw_duty}


@dataclass(frozen=True, slots=True)
class Flag:
    """A session in its lane; ``box`` is its words with the flag, which stands at the right of words ``before`` it."""

    held: Held
    box: QRectF
    lane: int
    before: bool


@dataclass(frozen=True)
class ComingPicture:
    """One state of the picture; lengths are logical pixels."""

    outlook: Outlook
    width: int

    @cached_property
    def shown(self) -> tuple[Outing, ...]:
        """As many people as have room, those who go elsewhere before those on duty at home; in order of time."""
        every = self.outlook.outings
        ranked = sorted(every, key=lambda outing: all(stay.where is Where.DUTY for stay in outing.stays))
        chosen = ranked[:MOST_PEOPLE]
        return tuple(outing for outing in every if outing in chosen)

    @property
    def more(self) -> str:
        """How many have no room, as a sentence; empty when all are shown."""
        left = len(self.outlook.outings) - len(self.shown)
        return ngettext("and {n} more person", "and {n} more people", left).format(n=number(left)) if left else ""

    @cached_property
    def names(self) -> int:
        """The width of the names; longer ones are cut."""
        look, words = theme(), [outing.name for outing in self.shown]
        widest = max((look.width(name, TextStyle.BODY) for name in [*words, self.months, _("Sessions")]), default=0)
        return round(min(max(widest + look.px(14), look.px(LEAST_NAMES)), look.px(MOST_NAMES), self.width / 3))

    @property
    def months(self) -> str:
        """``Nov – Dec 2026``."""
        first, last = self.outlook.from_on, self.outlook.to_on
        names = months()
        if (first.year, first.month) == (last.year, last.month):
            return f"{names[first.month - 1]} {first.year}"
        return f"{names[first.month - 1]} – {names[last.month - 1]} {last.year}"

    @property
    def top(self) -> int:
        return theme().px(LETTERS) + theme().px(NUMBERS)

    @property
    def lanes(self) -> int:
        return max((flag.lane + 1 for flag in self.flags), default=0)

    @property
    def height(self) -> int:
        rows = len(self.shown) + bool(self.more) + self.lanes
        return self.top + theme().px(6) + rows * theme().px(ROW) + theme().px(4)

    def edge(self, index: int) -> int:
        """The left edge of a day, a whole pixel."""
        return self.names + round(index * (self.width - self.names) / len(self.outlook.days))

    def x(self, on: date) -> int:
        return self.edge((on - self.outlook.from_on).days)

    def row_top(self, row: int) -> int:
        return self.top + theme().px(6) + row * theme().px(ROW)

    def bar(self, row: int, stay: Stay) -> QRectF:
        left, right = self.x(stay.first), self.edge((stay.last - self.outlook.from_on).days + 1)
        gap = theme().px(2)
        return QRectF(left + 1.5, self.row_top(row) + gap, right - left - 3, theme().px(ROW) - 2 * gap)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """Sessions by time; one that would lie on another goes a lane down."""
        look, made = theme(), list[Flag]()
        for held in self.outlook.sessions:
            wide = look.width(held.words, TextStyle.CAPTION) + look.px(_FLAG) + look.px(6)
            x = self.x(held.starts.date()) + 1
            before = x + wide > self.width
            left = max(self.names, min(x + look.px(_FLAG) - wide, self.width - wide)) if before else x
            box = QRectF(left, 0, min(wide, self.width - left), look.px(ROW) - look.px(6))
            lane = next(n for n in range(len(made) + 1) if not any(f.lane == n and _meet(f.box, box) for f in made))
            made.append(Flag(held, box, lane, before))
        first = len(self.shown) + bool(self.more)
        return tuple(
            Flag(f.held, f.box.translated(0, self.row_top(first + f.lane) + look.px(3)), f.lane, f.before) for f in made
        )

    def words_at(self, at: QPointF) -> str:
        """What lies at a place, whole."""
        for flag in self.flags:
            if flag.box.contains(at):
                return _("{day}, {time}: {session}").format(
                    day=f"{flag.held.starts.day} {months()[flag.held.starts.month - 1]}",
                    time=f"{flag.held.starts:%H:%M}",
                    session=flag.held.words,
                )
        for row, outing in enumerate(self.shown):
            if self.row_top(row) <= at.y() < self.row_top(row + 1):
                return outing.words
        return ""


def paint_coming(painter: QPainter, picture: ComingPicture) -> None:
    """The whole picture; the ground is there already."""
    _paint_grounds(painter, picture)
    _paint_days(painter, picture)
    look, tokens = theme(), theme().tokens
    for row, outing in enumerate(picture.shown):
        box = QRectF(0, picture.row_top(row), picture.names - look.px(6), look.px(ROW))
        text(painter, box, outing.name, TextStyle.BODY, tokens.text)
        for stay in outing.stays:
            _DRAW[stay.where](painter, picture.bar(row, stay), stay.code)
    row = len(picture.shown)
    if picture.more:
        wide = min(look.width(picture.more, TextStyle.CAPTION) + look.px(8), picture.width)
        box = QRectF(0, picture.row_top(row), wide, look.px(ROW))
        painter.fillRect(box, tokens.canvas)
        text(painter, box, picture.more, TextStyle.CAPTION, tokens.text2)
        row += 1
    if picture.flags:
        box = QRectF(0, picture.row_top(row), picture.names - look.px(6), look.px(ROW))
        text(painter, box, _("Sessions"), TextStyle.BODY, tokens.text)
    _paint_flags(painter, picture.flags)


def _paint_grounds(painter: QPainter, picture: ComingPicture) -> None:
    """Days off, and the rule at the left of each week."""
    tokens, bottom = theme().tokens, picture.height
    for index, day in enumerate(picture.outlook.days):
        left, right = picture.edge(index), picture.edge(index + 1)
        if day not in picture.outlook.working:
            painter.fillRect(QRectF(left, picture.top, right - left, bottom - picture.top), tokens.shade)
    for index, day in enumerate(picture.outlook.days):
        if index and day.weekday() == 0:
            painter.fillRect(QRectF(picture.edge(index), picture.top, 1, bottom - picture.top), tokens.line2)
    rule(painter, 0, picture.top, picture.width, tokens.line2)


def _paint_days(painter: QPainter, picture: ComingPicture) -> None:
    look, tokens = theme(), theme().tokens
    letters = _("M T W T F S S").split()
    high = look.px(NUMBERS)
    box = QRectF(0, look.px(LETTERS), picture.names - look.px(6), high)
    text(painter, box, picture.months, TextStyle.CAPTION, tokens.text2)
    for index, day in enumerate(picture.outlook.days):
        left, wide = picture.edge(index), picture.edge(index + 1) - picture.edge(index)
        text(painter, QRectF(left, 0, wide, look.px(LETTERS)), letters[day.weekday()], TextStyle.CAPTION, tokens.text2,
             CENTRE)  # fmt: skip
        style, colour = (TextStyle.CAPTION_STRONG, tokens.text) if not index else (TextStyle.CAPTION, tokens.text2)
        text(painter, QRectF(left, look.px(LETTERS), wide, high), number(day.day), style, colour, CENTRE)


def _paint_flags(painter: QPainter, flags: Sequence[Flag]) -> None:
    look, tokens = theme(), theme().tokens
    for flag in flags:
        if not flag.before:
            draw_session(painter, flag.box, flag.held.words, tokens.canvas)
            continue
        painter.fillRect(flag.box, tokens.canvas)
        room = flag.box.adjusted(0, 0, -look.px(_FLAG), 0)
        text(painter, room, flag.held.words, TextStyle.CAPTION, tokens.text, RIGHT)
        high, middle, x = look.px(12), flag.box.center().y(), flag.box.right() - look.px(_FLAG) + 5
        path = QPainterPath(QPointF(x, middle - high / 2))
        path.lineTo(x + high * 0.6, middle)
        path.lineTo(x, middle + high / 2)
        path.closeSubpath()
        painter.fillPath(path, tokens.text2)


def _meet(one: QRectF, other: QRectF) -> bool:
    return one.left() < other.right() and other.left() < one.right()
