"""What stands above and below every sheet: title, version and when it was printed; whom to ask, the rule, the page."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.board import Board
from desktop_app.domain.language import _, number
from desktop_app.domain.stamps import day, stamp
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import Sizes
from desktop_app.ui.printing.sheet import Align, Run, Sheet, paragraph_height
from desktop_app.ui.printing.typeface import MM_PER_POINT, Weight, line_height, width

LEAST_TITLE = 12.0  # points
BULLET = "  ·  "


@dataclass(frozen=True, slots=True)
class Masthead:
    """``status`` is empty for what has no versions; ``notes`` stand beside it, each on a line."""

    title: str
    subtitle: tuple[str, ...]  # facts, with a dot between two
    status: str = ""
    final: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Foot:
    """Paragraphs at the left; the page's number and whose sheet it is at the right."""

    paragraphs: tuple[tuple[Run, ...], ...]
    owner: str


def version_notes(board: Board) -> tuple[str, tuple[str, ...]]:
    """``PUBLISHED v3`` and the lines beside it: what it replaces, when it was printed."""
    plan = board.plan
    words = _("PUBLISHED v{n}") if plan.published else _("DRAFT v{n}")
    return words.format(n=number(plan.version)), (*_replaces(board), *printed_words(board))


def _replaces(board: Board) -> tuple[str, ...]:
    plan = board.plan
    if not plan.replaces_version:
        return ()
    if plan.replaces_at is None:
        return (_("replaces v{n}").format(n=number(plan.replaces_version)),)
    return (_("replaces v{n} of {day}").format(n=number(plan.replaces_version), day=day(plan.replaces_at)),)


def printed_words(board: Board) -> tuple[str, ...]:
    """``printed 18 Dec 2026 09:12``, nothing when the board has no clock."""
    return (_("printed {stamp}").format(stamp=stamp(board.now)),) if board.now else ()


def draw_masthead(sheet: Sheet, head: Masthead, sizes: Sizes) -> float:
    """Draw it below the upper margin. Returns where it ends, in mm from the top of the paper."""
    left, top = sheet.margin, sheet.margin
    version = _version(sheet, head, sizes)
    box_bottom = top + (version.height if head.status or head.notes else 0.0)
    room = version.x - left
    title = sizes.title
    while width(head.title, title, Weight.BOLD) > room and title > LEAST_TITLE:
        title -= 0.5
    y = top + sheet.paragraph((left, top), room, ((head.title, Weight.BOLD),), title, 1.12)
    words = BULLET.join(part for part in head.subtitle if part)
    if width(words, sizes.subtitle) > room:
        y = max(y, box_bottom)
    if width(words, sizes.subtitle) <= sheet.inside.width:
        height = sizes.subtitle * MM_PER_POINT * 1.5
        sheet.text(Box(left, y, sheet.inside.width, height), words, sizes.subtitle)
    else:
        height = sheet.paragraph((left, y), sheet.inside.width, ((words, Weight.REGULAR),), sizes.subtitle)
    _draw_version(sheet, head, version, sizes)
    return max(y + height, box_bottom) + (2.6 if sizes.title > 20 else 2.2)


def _version(sheet: Sheet, head: Masthead, sizes: Sizes) -> Box:
    """The room at the right for the box of the version and the lines beside it."""
    inside = sheet.inside
    height = max(sizes.status * MM_PER_POINT + 3.2, 2 * sizes.subtitle * MM_PER_POINT * 1.16)
    takes = 0.0
    if head.status:
        takes += _status_width(head, sizes)
    if head.notes:
        takes += max(width(words, sizes.subtitle) for words in head.notes) + (4 if head.status else 0)
    takes += 6 if takes else 0
    return Box(inside.right - takes, inside.y, takes, height)


def _status_width(head: Masthead, sizes: Sizes) -> float:
    return width(head.status, sizes.status, Weight.BOLD) + 6


def _draw_version(sheet: Sheet, head: Masthead, room: Box, sizes: Sizes) -> None:
    right = room.right
    if head.status:
        takes = _status_width(head, sizes)
        box = Box(right - takes, room.y, takes, room.height)
        palette = sheet.palette
        sheet.fill(box, palette.ink if head.final else palette.paper)
        sheet.frame(box, 0.35)
        ink = palette.paper if head.final else palette.ink
        sheet.text(box.shrunk(1, 0), head.status, sizes.status, Weight.BOLD, Align.CENTRE, ink)
        right = box.x - 4
    step = room.height / max(2, len(head.notes))
    for index, words in enumerate(head.notes):
        at = Box(room.x, room.y + index * step, right - room.x, step)
        sheet.text(at, words, sizes.subtitle, align=Align.RIGHT)


def draw_foot(sheet: Sheet, foot: Foot, sizes: Sizes, page: int, pages: int) -> float:
    """Draw it above the lower margin. Returns where its rule lies; does not depend on the number of pages."""
    inside, points = sheet.inside, sizes.foot
    right_width = _right_width(foot, inside.width, points)
    room = inside.width - right_width - 8
    step = line_height(points)
    heights = [paragraph_height(runs, room, points) for runs in foot.paragraphs]
    top = inside.bottom - max(sum(heights), 2 * step)
    rule = top - 1.2
    sheet.across(rule, inside, 0.25)
    y = top
    for runs, height in zip(foot.paragraphs, heights, strict=True):
        sheet.paragraph((inside.x, y), room, runs, points)
        y += height
    x = inside.right - right_width
    words = _page_words(page, pages)
    sheet.text(Box(x, top, right_width, step), words, points, Weight.SEMIBOLD, Align.RIGHT)
    sheet.text(Box(x, top + step, right_width, step), foot.owner, points, align=Align.RIGHT, cut=True)
    return rule


def _page_words(page: int, pages: int) -> str:
    return _("Page {n} of {m}").format(n=number(page), m=number(pages))


def _right_width(foot: Foot, inside: float, points: float) -> float:
    least = width(_page_words(888, 888), points, Weight.SEMIBOLD)
    return max(least, min(width(foot.owner, points) + 0.1, 0.3 * inside))


def swap_words(board: Board) -> tuple[Run, ...]:
    """Whom to ask for a swap."""
    contact = board.rota.contact or _("Ask whoever plans the rota, before the week begins.")
    if not contact.endswith((".", "!", "?")):
        contact += "."
    return (
        (_("Swap or cover:"), Weight.SEMIBOLD),
        (contact, Weight.REGULAR),
        (_("Whoever really goes is credited."), Weight.REGULAR),
    )


def owner_words(board: Board) -> str:
    return _("Second Way · {rota}").format(rota=board.rota.name)
