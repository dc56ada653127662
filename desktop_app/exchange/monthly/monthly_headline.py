"""The sheet Headline of a month: the figures at the head of the printed sheet, as formulas over the other sheets."""

from __future__ import annotations

from typing import Any, Final

from desktop_app.domain.language import _, number
from desktop_app.domain.monthly import Missed, MonthSheet
from desktop_app.domain.monthly_sheet import Sheet
from desktop_app.exchange.monthly.live_cells import Live, LiveCells, literal, sheet_ref
from desktop_app.exchange.monthly.monthly_data import DUE_IN, ERROR, LATE, MISSED, REOPENED, Data
from desktop_app.exchange.monthly.monthly_figures import COUNT, HOUR, NONE, SHARE
from desktop_app.exchange.pages import aligned, edge, figure, on_paper, text, widths
from desktop_app.exchange.rota.rota_words import month_words

ALL_ROW: Final = 11  # of the line All on Summary
FELL: Final = (Missed.BETWEEN, Missed.OPEN)


class _Lines:
    """Lines of words and a live value, from a row down."""

    def __init__(self, page: Any, live: LiveCells, row: int) -> None:
        self._page, self._live, self.row = page, live, row

    def head(self, words: str) -> None:
        self.row += 1
        text(self._page, f"A{self.row}", words, size=12, bold=True)
        self.row += 1

    def add(self, words: str, formula: str, value: Live, form: str = COUNT, *, bold: bool = False) -> str:
        """Returns the cell of the value."""
        from openpyxl.styles import Border

        at = f"B{self.row}"
        text(self._page, f"A{self.row}", words, bold=bold)
        figure(self._live.put(self._page, at, formula, value), form, bold=bold)
        for column in "AB":
            self._page[f"{column}{self.row}"].border = Border(bottom=edge("hair"))
        self.row += 1
        return at

    def say(self, words: str) -> None:
        aligned(text(self._page, f"A{self.row}", words), wrap=True, top=True)
        self._page.merge_cells(f"A{self.row}:B{self.row}")
        self._page.row_dimensions[self.row].height = 13 * (1 + len(words) // 75)
        self.row += 1


def write_headline(
    page: Any, live: LiveCells, sheet: MonthSheet, found: Sheet, data: Data, titles: tuple[str, str]
) -> None:
    """Fill the sheet; ``titles`` are those of the sheets Summary and Months."""
    text(page, "A1", found.title, size=14, bold=True)
    page.row_dimensions[1].height = 22
    lines = _Lines(page, live, 2)
    lines.say(f"{found.big} {found.lead}")
    if found.more:
        lines.say(found.more)
    for each in found.restated:
        lines.say(_("Changed since issued: {sentence}").format(sentence=each.sentence))
    _due(lines, sheet, found, titles[0])
    _before(lines, sheet, found, titles[1])
    _between(lines, sheet, found, data)
    widths(page, (62, 16))
    on_paper(page, landscape=False, footer=month_words(sheet.month))


def _due(lines: _Lines, sheet: MonthSheet, found: Sheet, summary: str) -> None:
    lines.head(_("Due in the month"))
    ref, whole = sheet_ref(summary), found.whole
    lines.add(_("Due"), f"={ref}C{ALL_ROW}", whole.due)
    lines.add(_("In time"), f"={ref}D{ALL_ROW}", whole.in_time)
    lines.add(_("Cannot be told: closed late without a resolve"), f"={ref}F{ALL_ROW}", whole.unknown)
    shown: Live = whole.share if whole.share is not None else _summary_share(sheet)
    lines.add(_("Share in time"), f"={ref}G{ALL_ROW}", shown, SHARE, bold=True)
    lines.add(_("95 % interval from"), f"={ref}H{ALL_ROW}", whole.low if whole.low is not None else NONE, SHARE)
    lines.add(_("95 % interval to"), f"={ref}I{ALL_ROW}", whole.high if whole.high is not None else NONE, SHARE)


def _summary_share(sheet: MonthSheet) -> Live:
    from desktop_app.exchange.monthly.monthly_figures import share_now

    return share_now(sheet.all, sheet.small)


def _before(lines: _Lines, sheet: MonthSheet, found: Sheet, months: str) -> None:
    """The month before and the difference by Newcombe, from the counts on the sheet Months."""
    from desktop_app.exchange.monthly.monthly_before import all_row

    if len(sheet.before) < 2:
        return
    ref, row = sheet_ref(months), all_row(sheet)
    now, then = found.whole, found.before
    if then is None:
        return
    lines.head(_("Against {month}").format(month=found.before_label))
    last = f"{ref}{{column}}{row - 1}"
    lines.add(_("Incidents due"), "=" + last.format(column="E"), then.due)
    share: Live = then.share if then.share is not None else _share_before(sheet)
    lines.add(_("Share in time"), "=" + last.format(column="I"), share, SHARE)
    cells = [f"{ref}{column}{at}" for at in (row, row - 1) for column in "IJK"]
    low, high = _newcombe(cells)
    told = f"AND(ISNUMBER({cells[0]}),ISNUMBER({cells[3]}))"
    ends = _ends(now.share, now.low, now.high, then.share, then.low, then.high)
    for words, formula, value in zip(
        (_("Difference from, points"), _("Difference to, points")), (low, high), ends, strict=True
    ):
        lines.add(words, f"=IF({told},100*{formula},{literal(NONE)})", value, "+0;-0;0")


def _share_before(sheet: MonthSheet) -> Live:
    from desktop_app.exchange.monthly.monthly_figures import share_now

    return share_now(sheet.before[-2].groups[-1], sheet.small)


def _newcombe(cells: list[str]) -> tuple[str, str]:
    """Method 10: the distances of each share to the ends of its own interval, squared and added."""
    share, low, high, before, low_before, high_before = cells
    down = f"SQRT(({share}-{low})^2+({high_before}-{before})^2)"
    up = f"SQRT(({high}-{share})^2+({before}-{low_before})^2)"
    return f"MAX(-1,{share}-{before}-{down})", f"MIN(1,{share}-{before}+{up})"


def _ends(*shares: float | None) -> tuple[Live, Live]:
    if any(each is None for each in shares):
        return NONE, NONE
    share, low, high, before, low_before, high_before = (each or 0.0 for each in shares)
    down = ((share - low) ** 2 + (high_before - before) ** 2) ** 0.5
    up = ((high - share) ** 2 + (before - low_before) ** 2) ** 0.5
    return 100 * max(-1.0, share - before - down), 100 * min(1.0, share - before + up)


def _between(lines: _Lines, sheet: MonthSheet, found: Sheet, data: Data) -> None:
    """What missed the goal, told apart, and the system errors of what fell between the teams."""
    own = found.between
    lines.head(_("Fell between the teams"))
    late = [one for one in sheet.incidents if one.due_in and one.late_h is not None]
    lines.add(_("Past the goal"), f'=COUNTIFS({data.column(DUE_IN)},1,{data.column(LATE)},">=0")', len(late))
    if own.untold:
        lines.say(own.untold)
    else:
        first = lines.row + 1
        fell = _("Fell between the teams: each side inside its target")
        lines.add(fell, f"=SUM(B{first}:B{first + 1})", own.together, bold=True)
        parts = (
            (Missed.BETWEEN, _("of them repaired late"), own.between),
            (Missed.OPEN, _("of them still open"), own.still_open),
            (Missed.OTHER, _("Others: a side past its target, or not known"), own.others),
        )
        for kind, label, count in parts:
            lines.add(label, f"=COUNTIFS({data.column(MISSED)},{literal(kind.label)})", count)
        kinds = (f"SUMIFS({data.column(LATE)},{data.column(MISSED)},{literal(kind.label)})" for kind in FELL)
        lines.add(_("Their hours past the goal, so far"), f"={'+'.join(kinds)}", own.hours, HOUR)
        if own.replay:
            words = _("By replay, in no other count: {n} opened before the goal existed.")
            lines.say(words.format(n=number(own.replay)))
    again = sum(one.reopened for one in sheet.incidents if one.due_in)
    formula = f"=COUNTIFS({data.column(DUE_IN)},1,{data.column(REOPENED)},1)"
    lines.add(_("Reopened within 7 d, of those due"), formula, again)
    _causes(lines, sheet, data)


def _causes(lines: _Lines, sheet: MonthSheet, data: Data) -> None:
    """At most ten causes of what fell between the teams, each counted in Data."""
    from collections import Counter

    counts = Counter(one.system_error for one in sheet.incidents if one.missed in FELL)
    counts.pop("", None)
    if not counts:
        return
    lines.head(_("Between the teams, by system error ({n})").format(n=number(len(counts))))
    base = f"({'+'.join(f'({data.column(MISSED)}={literal(kind.label)})' for kind in FELL)})"
    for name, count in sorted(counts.items(), key=lambda line: (-line[1], line[0]))[:10]:
        lines.add(name, f"=SUMPRODUCT({base}*({data.column(ERROR)}=$A{lines.row}))", count)
