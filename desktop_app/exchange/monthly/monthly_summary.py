"""The sheet Summary of a month: figures per classification as live formulas, charts, top errors, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.domain.monthly import MonthGroup, MonthSheet
from desktop_app.domain.stamps import day, stamp
from desktop_app.exchange.monthly.live_cells import LiveCells, literal
from desktop_app.exchange.monthly.monthly_data import ERROR, OPENED_IN, RELEASE, Data
from desktop_app.exchange.monthly.monthly_figures import COLUMNS, SHARE, Figure, figures
from desktop_app.exchange.pages import aligned, edge, figure, on_paper, text, widths
from desktop_app.exchange.rota.rota_words import month_words

_GROUPS, _HEADS, _FIRST = 5, 6, 7  # rows
_CHART_ROWS: Final = 10


def write_summary(page: Any, live: LiveCells, sheet: MonthSheet, data: Data, charts: Sequence[Any]) -> None:
    """Fill the sheet; ``charts`` are one for each classification."""
    page.sheet_format.defaultRowHeight, page.sheet_format.customHeight = 15, True  # points; charts are placed by rows
    _title(page, sheet)
    _heads(page)
    for row, group in enumerate(sheet.groups, _FIRST):
        _line(page, live, row, group, figures(sheet, group, data, row))
    row = _FIRST + len(sheet.groups)
    for words in _notes(sheet):
        text(page, f"A{row}", words, size=8)
        row += 1
    row = _charts(page, charts, row + 1) + 1
    last = max(_top_errors(page, live, sheet, data, row), _left_out(page, sheet, row))
    widths(page, (15, 8, *([8.8] * (len(COLUMNS) - 2))))
    page.freeze_panes = f"B{_FIRST}"
    on_paper(page, landscape=True, head_rows="1:2", footer=_("Second Way · {month}").format(month=_month(sheet)))
    page.print_area = f"A1:{COLUMNS[-1]}{last}"


def _month(sheet: MonthSheet) -> str:
    return month_words(sheet.month)


def _title(page: Any, sheet: MonthSheet) -> None:
    text(page, "A1", f"{sheet.target_set}, {_month(sheet)}", size=16, bold=True)
    page.row_dimensions[1].height = 24
    clock = _("elapsed clock, 24 × 7") if sheet.clock == "elapsed" else _("clock of the support hours")
    facts = (clock, sheet.zone, _("filter: {filter}").format(filter=sheet.filter))
    text(page, "A2", " · ".join(facts))
    if sheet.as_of is not None:
        words = _("As of {stamp}.").format(stamp=stamp(sheet.as_of))
        if sheet.as_of.date() <= sheet.last_on:
            words += " " + _("The data end before the month does, on {day}.").format(day=day(sheet.as_of.date()))
        text(page, "A3", words, bold=sheet.as_of.date() <= sheet.last_on)


def _heads(page: Any) -> None:
    from openpyxl.styles import Border

    groups = (("C", "I", _("Due in the month")), ("J", "R", _("Resolved in the month, hours")))
    for first, last, title in groups:
        page.merge_cells(f"{first}{_GROUPS}:{last}{_GROUPS}")
        aligned(text(page, f"{first}{_GROUPS}", title, bold=True), "center")
    titles = (
        _("Classification"), _("Goal"), _("Due"), _("In time"), _("Open past the goal"), _("Cannot be told"),
        _("Share in time"), _("95 % from"), _("95 % to"), _("Incidents"), _("Mean, all"), _("By Ops"), _("Mean, Ops"),
        _("By Dev"), _("Mean, Dev"), _("Median"), _("P85"),
        _("Closed without a resolve"),
    )  # fmt: skip
    for column, title in zip(COLUMNS, titles, strict=True):
        cell = text(page, f"{column}{_HEADS}", title, bold=True)
        aligned(cell, "left" if column in "AB" else "right", wrap=True)
        cell.border = Border(bottom=edge("medium", strong=True))
    page.row_dimensions[_HEADS].height = 38


def _line(page: Any, live: LiveCells, row: int, group: MonthGroup, found: Sequence[Figure]) -> None:
    from openpyxl.styles import Border

    together = group.classification is None
    text(page, f"A{row}", group.label, bold=True)
    aligned(text(page, f"B{row}", group.goal), "left")
    for one in found:
        cell = live.put(page, f"{one.column}{row}", one.formula, one.value, array=one.array)
        aligned(figure(cell, one.form, bold=one.strong), "right")
    for column in COLUMNS:
        page[f"{column}{row}"].border = Border(top=edge("thin", strong=True) if together else None, bottom=edge("hair"))
    page.row_dimensions[row].height = 16


def _notes(sheet: MonthSheet) -> Iterator[str]:
    small = sheet.small
    words = _(
        "Below {few} incidents: counts only. Below {too_few} of one side: few, the other too where it would tell. "
        "Above {most} closed without a resolve: no mean, median or P85."
    )
    yield words.format(few=number(small.few), too_few=number(small.too_few), most=percent(small.most_unknown))
    if sheet.not_due:
        yield ngettext(
            "{n} incident is not due yet and belongs to a later month's count or to this one's, made later.",
            "{n} incidents are not due yet and belong to a later month's count or to this one's, made later.",
            sheet.not_due,
        ).format(n=number(sheet.not_due))


def _charts(page: Any, charts: Sequence[Any], row: int) -> int:
    """Two beside each other; returns the row below them, which begins the next page."""
    from openpyxl.worksheet.pagebreak import Break

    for index, chart in enumerate(charts):
        at = row + _CHART_ROWS * (index // 2)
        page.add_chart(chart, f"{'AJ'[index % 2]}{at}")
    below = row + _CHART_ROWS * ((len(charts) + 1) // 2)
    page.row_breaks.append(Break(id=below - 1))
    return below


def _top_errors(page: Any, live: LiveCells, sheet: MonthSheet, data: Data, row: int) -> int:
    """The errors behind most incidents opened in the month, counted in Data; returns the last row."""
    text(page, f"A{row}", _("Top system errors"), size=12, bold=True)
    release = literal(_release_yes())
    base = f"({data.column(OPENED_IN)}=1)*({data.column(RELEASE)}<>{release})"
    total = sum(i.opened_in and i.release.label != _release_yes() for i in sheet.incidents)
    head = row + 1
    text(page, f"A{head}", _("Opened in the month, not known to come from a release"))
    figure(live.put(page, f"F{head}", f"=SUMPRODUCT({base})", total), bold=True)
    aligned(text(page, f"G{head}", _("cumulative"), size=8), "right")
    if sheet.release_unknown:
        words = ngettext(
            "of which for {n} nobody said whether a release caused it",
            "of which for {n} nobody said whether a release caused them",
            sheet.release_unknown,
        )
        row += 1
        text(page, f"A{row + 1}", words.format(n=number(sheet.release_unknown)), size=8)
    running = 0
    for at, (name, count) in enumerate(sheet.top_errors, row + 2):
        running += count
        text(page, f"A{at}", name)
        counted = f"=SUMPRODUCT({base}*({data.column(ERROR)}=$A{at}))"
        figure(live.put(page, f"F{at}", counted, count))
        if total >= sheet.small.few:
            share = f"=IF($F${head}=0,0,SUM($F${row + 2}:F{at})/$F${head})"
            figure(live.put(page, f"G{at}", share, running / total), SHARE)
    return row + 1 + len(sheet.top_errors)


def _release_yes() -> str:
    from desktop_app.domain.incidents import ReleaseRelated

    return ReleaseRelated.YES.label


def _left_out(page: Any, sheet: MonthSheet, row: int) -> int:
    """Counted out loud; they are not in Data, so these are numbers and not formulas. By opening and by deadline."""
    text(page, f"J{row}", _("Left out"), size=12, bold=True)
    row += 1
    for column, words in (("M", _("opened in the month")), ("O", _("due in the month"))):
        aligned(text(page, f"{column}{row}", words, size=8), "right")
    opened, due = dict(sheet.left_out), dict(sheet.left_out_due)
    reasons = list(dict.fromkeys((*opened, *due)))
    if not reasons:
        text(page, f"J{row + 1}", _("none"))
        return row + 1
    for at, reason in enumerate(reasons, row + 1):
        text(page, f"J{at}", reason)
        figure(page[f"M{at}"]).value = opened.get(reason, 0)
        figure(page[f"O{at}"]).value = due.get(reason, 0)
    return row + len(reasons)
