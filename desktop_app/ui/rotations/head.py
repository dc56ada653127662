"""The frozen head of the timeline: weeks, days, and how many people sit at the desks of Ops."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from desktop_app.domain.language import _, number
from desktop_app.domain.rotations import DAY
from desktop_app.domain.stamps import day as day_words
from desktop_app.domain.teams import Team
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.rotations.geometry import Geometry
from desktop_app.ui.rotations.marks import draw_shortfall
from desktop_app.ui.rotations.reading import Reading
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import CENTRE, LEFT, rounded, rule, text

WEEKS, DAYS = 24, 24  # design pixels
COVER, COVER_OF_MANY = 40, 30


def head_height(reading: Reading) -> int:
    """Weeks, days, and a row for each Ops team whose cover stands above."""
    px, teams = theme().px, len(reading.top_teams)
    return px(WEEKS) + px(DAYS) + teams * px(_cover_height(teams))


def _cover_height(teams: int) -> int:
    return COVER if teams == 1 else COVER_OF_MANY


def paint_shades(painter: QPainter, reading: Reading, at: Geometry, top: float, bottom: float) -> None:
    """Weekends and holidays, whole pixels; they may be cut by the clip, never by rounding."""
    tokens = theme().tokens
    for index in at.visible_days:
        if not reading.board.working(at.first + DAY * index):
            left = at.edge(index)
            painter.fillRect(QRectF(left, top, at.edge(index + 1) - left, bottom - top), tokens.shade)


def paint_weeks(painter: QPainter, at: Geometry, top: float, bottom: float) -> None:
    """The rule at the left of each week."""
    for index in at.visible_days:
        if (at.first + DAY * index).weekday() == 0:
            painter.fillRect(QRectF(at.edge(index), top, 1, bottom - top), theme().tokens.line2)


def paint_calendar(painter: QPainter, reading: Reading, at: Geometry) -> None:
    """Week numbers with their Monday, and the numbers of the days."""
    look, tokens = theme(), theme().tokens
    today = reading.board.now.date() if reading.board.now else None
    for index in at.visible_days:
        day = at.first + DAY * index
        left, right = at.edge(index), at.edge(index + 1)
        box = QRectF(left, look.px(WEEKS), right - left, look.px(DAYS) - look.px(4))
        colour, style = (
            (tokens.text, TextStyle.CAPTION) if reading.board.working(day) else (tokens.text2, TextStyle.CAPTION)
        )
        if day == today:
            rounded(painter, box.adjusted(1, 0, -1, 0), 4, tokens.accent)
            colour, style = tokens.onaccent, TextStyle.CAPTION_STRONG
        text(painter, box, number(day.day), style, colour, CENTRE)
    for index in range(at.visible_days.start // 7 * 7, at.visible_days.stop, 7):
        _week(painter, at, index)


def _week(painter: QPainter, at: Geometry, index: int) -> None:
    look, tokens = theme(), theme().tokens
    monday = at.first + DAY * index
    left, right = max(at.edge(index), at.left - look.px(4)) + look.px(6), at.edge(min(index + 7, at.days)) - look.px(4)
    name = _("W{n}").format(n=f"{monday.isocalendar().week:02}")
    wide = look.width(name, TextStyle.CAPTION_STRONG) + look.px(7)
    if right - left < wide:
        return
    text(painter, QRectF(left, 0, right - left, look.px(20)), name, TextStyle.CAPTION_STRONG, tokens.text)
    begins = day_words(monday, year=monday.isocalendar().week == 1)
    for words in (begins, day_words(monday, year=False)):
        if look.width(words, TextStyle.CAPTION) <= right - left - wide:
            text(
                painter,
                QRectF(left + wide, 0, right - left - wide, look.px(20)),
                words,
                TextStyle.CAPTION,
                tokens.text2,
            )
            return


def paint_cover(painter: QPainter, reading: Reading, at: Geometry) -> None:
    """The figures under the days, for each Ops team."""
    top, high = theme().px(WEEKS) + theme().px(DAYS), theme().px(_cover_height(len(reading.top_teams)))
    for team in reading.top_teams:
        paint_figures(painter, reading, at, team, QRectF(at.left, top, at.width - at.left, high))
        top += high


def paint_figures(
    painter: QPainter, reading: Reading, at: Geometry, team: Team, band: QRectF, *, quiet: bool = False
) -> None:
    """People at a team's desk on each working day; days below the minimum are outlined."""
    look, tokens = theme(), theme().tokens
    plain = TextStyle.CAPTION if quiet else TextStyle.BODY
    strong = TextStyle.CAPTION_STRONG if quiet else TextStyle.BODY_STRONG
    high = look.px(18 if quiet else 22)
    for index in at.visible_days:
        day = at.first + DAY * index
        count = reading.at_desk.get((team.id, day))
        if count is None:
            continue
        left, right = at.edge(index), at.edge(index + 1)
        box = QRectF(left, band.center().y() - high / 2, right - left, high)
        if count < team.minimum:
            wide = min(box.width() - 3, look.px(26))
            draw_shortfall(painter, QRectF(box.center().x() - wide / 2, box.top(), wide, high))
            text(painter, box, number(count), strong, tokens.warntext, CENTRE)
        else:
            text(painter, box, number(count), plain, tokens.text2 if quiet else tokens.text, CENTRE)


def paint_cover_names(painter: QPainter, reading: Reading, at: Geometry) -> None:
    """What the figures are, in the frozen corner."""
    look, tokens, teams = theme(), theme().tokens, reading.top_teams
    top, high = look.px(WEEKS) + look.px(DAYS), look.px(_cover_height(len(teams)))
    rule(painter, 0, top, at.width, tokens.line2)
    for team in teams:
        words = _("{team} at desk").format(team=team.name)
        if look.width(words, TextStyle.BODY_MEDIUM) > at.left - look.px(4):
            words = _("{team} at desk").format(team=team.letters)
        least = _("min. {n}, with guests").format(n=number(team.minimum)) if team.minimum else _("with guests")
        if len(teams) == 1:
            text(painter, QRectF(0, top + look.px(3), at.left, look.px(18)), words, TextStyle.BODY_MEDIUM, tokens.text)
            text(
                painter,
                QRectF(0, top + look.px(20), at.left, look.px(16)),
                least,
                TextStyle.CAPTION,
                tokens.text2,
                LEFT,
            )
        else:
            short = _("min. {n}").format(n=number(team.minimum)) if team.minimum else ""
            _beside(painter, QRectF(0, top, at.left - look.px(6), high), words, short, team)
        top += high
    rule(painter, 0, top, at.width, tokens.line)


def _beside(painter: QPainter, box: QRectF, words: str, least: str, team: Team) -> None:
    look, tokens = theme(), theme().tokens
    taken = look.width(least, TextStyle.CAPTION) + look.px(6) if least else 0
    for shorter in (team.name, team.letters):
        if look.width(words, TextStyle.BODY_MEDIUM) > box.width() - taken:
            words = shorter
    text(painter, box.adjusted(0, 0, -taken, 0), words, TextStyle.BODY_MEDIUM, tokens.text)
    text(painter, box.adjusted(box.width() - taken, 0, 0, 0), least, TextStyle.CAPTION, tokens.text2)


def team_at(reading: Reading, y: float) -> Team | None:
    """The team whose cover stands at that height of the head; None above the first."""
    inside = y - theme().px(WEEKS) - theme().px(DAYS)
    if inside < 0 or not reading.top_teams:
        return None
    place = int(inside // theme().px(_cover_height(len(reading.top_teams))))
    return reading.top_teams[place] if place < len(reading.top_teams) else None
