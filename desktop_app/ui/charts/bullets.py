"""Bullets: the share in time on a track, its interval, the period before, and the share agreed upon."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from desktop_app.domain.charts import BulletRow, Bullets
from desktop_app.domain.language import _, percent
from desktop_app.ui.charts.axes import axis_labels
from desktop_app.ui.charts.columns import HEAD, Columns, Line, add_stops, draw_head, draw_line, measure, tip_of
from desktop_app.ui.charts.drawing import Drawing
from desktop_app.ui.charts.scales import shares
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import CENTRE

ROW, TRACK, BAR, AGREED = 44, 20, 10, 28
AGREED_WIDTH = 3
BELOW_BAR = 14  # where the ring of the period before stands, below the middle
FOOT = 26


def agreed_words(share: float) -> str:
    """The label of the share agreed upon, such as ``agreed share 85 %``."""
    return _("agreed share {share}").format(share=percent(share))


def lay_out(chart: Bullets, width: float, first: str = "") -> Drawing:
    """One track a row; without a share only the numbers stand there."""
    look, made = theme(), Drawing(width)
    lines = [Line(row.label, row.note, row.cells, row.opens) for row in chart.rows]
    columns = measure(width, lines, chart.columns, first)
    draw_head(made, columns, chart.columns, first)
    top, high = look.px(HEAD), look.px(ROW)
    bottom = top + high * len(lines)
    axis = shares()
    axis_labels(made, axis, QRectF(columns.left, top, columns.plot, bottom - top))
    for i, (row, line) in enumerate(zip(chart.rows, lines, strict=True)):
        box = QRectF(0, top + i * high, width, high)
        draw_line(made, columns, line, box.top(), high)
        _row(made, columns, row, box.center().y(), chart.agreed)
        add_stops(made, columns, line, box, tip_of(line, chart.columns, _more(row, chart)))
    if chart.agreed is not None and lines:
        _agreed_label(made, columns, chart.agreed)
    made.height = bottom + look.px(FOOT)
    return made


def _row(made: Drawing, columns: Columns, row: BulletRow, middle: float, agreed: float | None) -> None:
    look = theme()
    track, bar = look.px(TRACK), look.px(BAR)

    def at(share: float) -> float:
        return columns.left + columns.plot * min(1.0, max(0.0, share))

    made.fill(QRectF(columns.left, middle - track / 2, columns.plot, track), "track", 3)
    if row.share is not None:
        made.fill(QRectF(columns.left, middle - bar / 2, at(row.share) - columns.left, bar), "blue")
        if row.low is not None and row.high is not None:
            made.whisker(at(row.low), at(row.high), middle, "text")
    if agreed is not None:
        half = look.px(AGREED) / 2
        made.upright(at(agreed), middle - half, middle + half, "text", AGREED_WIDTH)
    if row.before is not None:
        made.circle(QPointF(at(row.before), middle + look.px(BELOW_BAR)), look.px(3.5), "text2")


def _agreed_label(made: Drawing, columns: Columns, agreed: float) -> None:
    """Above the first track, kept inside the plot and off the titles beside it."""
    look, style = theme(), TextStyle.CAPTION_STRONG
    words, room = agreed_words(agreed), columns.plot + look.px(12)
    if look.width(words, style) + 2 > room:
        words = percent(agreed)
    wide = min(look.width(words, style) + 2, room)
    x = columns.left + columns.plot * agreed - wide / 2
    x = min(max(x, columns.left), columns.right + look.px(12) - wide)
    made.word(words, QRectF(x, 0, wide, look.px(HEAD) - look.px(4)), style, "text", CENTRE)


def _more(row: BulletRow, chart: Bullets) -> list[str]:
    found = []
    if row.low is not None and row.high is not None:
        interval = _("95 % interval: {low} to {high}")
        found.append(interval.format(low=percent(row.low), high=percent(row.high)))
    if row.before is not None and chart.before_label:
        found.append(_("{name}: {value}").format(name=chart.before_label, value=percent(row.before)))
    return found
