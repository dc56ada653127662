"""Charts with rows: label at the left, plot in the middle, numbers in line at the right; measured, so that all fits.

Where it gets narrow the plot shrinks to its least, then labels and words are cut, then columns go: those between
the first and the last from right to left, then the last; then columns of words, from the right. The first number stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from desktop_app.domain.cells import Cell
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.ui.charts.drawing import Drawing, Stop
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import LEFT, RIGHT

HEAD = 24
BETWEEN = 24  # from one column to the next
LEAST_PLOT, LEAST_SHARE = 160, 0.36  # a plot is not made narrower than this for the sake of a column
LEAST_LABEL, LABEL_SHARE = 72, 0.34
LEAST_WORDS, LEAST_BESIDE_WORDS = 120, 96  # a column of words, cut; and the plot of a list that has such columns
WIDEST_LABEL = 260
HANG = 8


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in one row of a chart."""

    label: str
    note: str
    cells: Sequence[Cell]
    opens: IncidentFilter | None
    quiet: bool = False


@dataclass(slots=True)
class Columns:
    """``left`` and ``right`` bound the plot. ``edges`` are left and right of each column shown, by its index."""

    label: float
    left: float
    right: float
    edges: dict[int, tuple[float, float]] = field(default_factory=dict)
    words: int = 0

    @property
    def plot(self) -> float:
        return max(1.0, self.right - self.left)


def measure(
    width: float, lines: Sequence[Line], heads: Sequence[str], first: str = "", *, words: int = 0, tail: float = 0
) -> Columns:
    """Share ``width`` among the columns; ``first`` is the title over the labels.

    ``tail`` is room right of the plot for what stands at the end of a bar.
    """
    look = theme()
    gap = look.px(BETWEEN)
    needed = {i: _needed(lines, heads, i) for i in range(len(heads))}
    label = _label_width(lines, first)
    least_plot = min(look.px(LEAST_BESIDE_WORDS if words else LEAST_PLOT), LEAST_SHARE * width)
    least_label = min(label, max(look.px(LEAST_LABEL), LABEL_SHARE * width))
    shown = list(needed)

    def room() -> float:
        """For label and plot together."""
        return width - tail - gap / 2 - sum(needed[i] + gap for i in shown)

    for index in range(words):
        lacking = max(0.0, least_label + least_plot - room())
        needed[index] = max(min(needed[index], look.px(LEAST_WORDS)), needed[index] - lacking)
    for index in _going(len(heads), words):
        if room() < least_label + least_plot:
            shown.remove(index)
    label = max(0.0, min(label, room() - least_plot))
    made = Columns(label, label + gap / 2, width, words=words)
    for i in (i for i in shown if i < words):
        made.edges[i] = (made.left + gap / 2, made.left + gap / 2 + needed[i])
        made.left = made.edges[i][1] + gap / 2
    for i in reversed([i for i in shown if i >= words]):
        made.edges[i] = (made.right - needed[i], made.right)
        made.right = made.edges[i][0] - gap
    if not any(i >= words for i in shown):
        made.right -= tail
    return made


def _going(count: int, words: int) -> list[int]:
    """In which order the columns go: the first number never does."""
    numbers = list(range(words, count))
    return [*reversed(numbers[1:-1]), *numbers[1:][-1:], *reversed(range(words))]


def _label_width(lines: Sequence[Line], first: str) -> float:
    look = theme()
    widest = [look.width(line.label, TextStyle.BODY_MEDIUM if line.note else TextStyle.BODY) + 1 for line in lines]
    widest += [look.width(line.note, TextStyle.CAPTION) + 1 for line in lines if line.note]
    widest.append(look.width(first, TextStyle.CAPTION_MEDIUM) + 1)
    return min(max(widest), float(look.px(WIDEST_LABEL)))


def _needed(lines: Sequence[Line], heads: Sequence[str], index: int) -> float:
    look = theme()
    cells = [line.cells[index] for line in lines if index < len(line.cells)]
    wide = [look.width(c.text, TextStyle.BODY_STRONG if c.strong else TextStyle.BODY) for c in cells]
    return max([look.width(heads[index], TextStyle.CAPTION_MEDIUM), *wide]) + 1


def draw_head(made: Drawing, columns: Columns, heads: Sequence[str], first: str) -> None:
    """The titles of label and columns."""
    look, style = theme(), TextStyle.CAPTION_MEDIUM
    high = look.px(HEAD) - look.px(4)
    wide = columns.label if columns.words else max(columns.label, min(look.width(first, style) + 1, columns.left + 40))
    made.word(first, QRectF(0, 0, wide, high), style, "text2")  # over an empty corner of the plot, where it is longer
    for i, (left, right) in columns.edges.items():
        box = QRectF(left, 0, right - left, high)
        made.word(heads[i], box, style, "text2", LEFT if i < columns.words else RIGHT)


def draw_line(made: Drawing, columns: Columns, line: Line, top: float, high: float) -> None:
    """Label, note and numbers of one row."""
    look = theme()
    middle = top + high / 2
    if line.note:
        step = look.px(16)
        made.word(line.label, QRectF(0, middle - step, columns.label, step), TextStyle.BODY_MEDIUM)
        made.word(line.note, QRectF(0, middle, columns.label, step), TextStyle.CAPTION, "text2")
    else:
        tone = "text2" if line.quiet else "text"
        made.word(line.label, QRectF(0, top, columns.label, high), TextStyle.BODY, tone)
    for i, (left, right) in columns.edges.items():
        if i < len(line.cells):
            cell = line.cells[i]
            style = TextStyle.BODY_STRONG if cell.strong else TextStyle.BODY
            box = QRectF(left, top, right - left, high)
            made.word(cell.text, box, style, tone_of(cell), LEFT if i < columns.words else RIGHT)


def add_stops(made: Drawing, columns: Columns, line: Line, box: QRectF, tip: str) -> None:
    """The whole row, then each of its numbers that leads elsewhere than the row."""
    ring = box.adjusted(-HANG, 0, HANG, 0)
    found = [Stop(ring, ring, tip, line.opens)]
    for i, (left, right) in sorted(columns.edges.items()):
        cell = line.cells[i] if i < len(line.cells) else None
        if cell is not None and cell.opens is not None:
            at = QRectF(left - 6, box.top(), right - left + 12, box.height())
            found.append(Stop(at, at, tip, cell.opens))
    made.stop(found)


def tone_of(cell: Cell) -> str:
    return "text3" if cell.text in ("–", "") else "text2" if cell.quiet else "text"


def tip_of(line: Line, heads: Sequence[str], more: Sequence[str] = ()) -> str:
    """All of a row in plain words."""
    words = [", ".join(part for part in (line.label, line.note) if part)]
    for i, cell in enumerate(line.cells):
        head = heads[i] if i < len(heads) else ""
        words.append(_("{name}: {value}").format(name=head, value=cell.text) if head else cell.text)
    words += more
    if line.opens is not None:
        words.append(_("Click shows the incidents."))
    return "\n".join(words)
