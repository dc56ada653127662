"""A person's row: name and share, the blocks, and the days away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop_app.domain.language import _, number
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import DAY, Block, BlockKind, days
from desktop_app.ui.printing.bodies import BRIDGE, TIP, Body, draw_body, draw_tip, draw_words, measured
from desktop_app.ui.printing.calendar_words import short_day
from desktop_app.ui.printing.columns import PAD, share_room
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import LANE, LEAST_ROW
from desktop_app.ui.printing.pieces import Piece, Pieces, absence_pieces, block_pieces, lanes
from desktop_app.ui.printing.scene import Scene
from desktop_app.ui.printing.sheet import Align, Run, Sheet
from desktop_app.ui.printing.typeface import Weight

NARROW = 4.0  # mm; pieces below it keep less of the column free


def least_height(scene: Scene, person: Person) -> float:
    """7 mm, more for somebody who is planned in two places at once."""
    count = max(lanes(scene.blocks[person.id]).values(), default=0) + 1
    return LEAST_ROW if count == 1 else max(LEAST_ROW, 1.4 + LANE * count)


def draw_name(sheet: Sheet, scene: Scene, person: Person, name: str, box: Box) -> None:
    """In the column of names; ``name`` already fits."""
    sizes = scene.sizes
    room = scene.column - 2 * PAD - share_room(person, sizes.note)
    sheet.text(Box(box.x + PAD, box.y, room, box.height), name, sizes.name, Weight.MEDIUM)
    if person.share_words:
        note = Box(box.x, box.y, scene.column - PAD - 0.4, box.height)
        sheet.text(note, person.share_words, sizes.note, align=Align.RIGHT)


def name_rooms(scene: Scene) -> dict[int, float]:
    """The room in mm for each person's name."""
    points = scene.sizes.note
    return {p.id: scene.column - 2 * PAD - share_room(p, points) for p in scene.people}


def draw_row(sheet: Sheet, scene: Scene, person: Person, box: Box) -> None:
    """Blocks first, days away over them."""
    blocks = scene.blocks[person.id]
    lane = lanes(blocks)
    count = max(lane.values(), default=0) + 1
    pad = min(1.0, 0.13 * box.height)
    inner = box.shrunk(0, pad)
    step = inner.height / count
    for index, block in enumerate(blocks):
        at = Box(inner.x, inner.y + lane[index] * step, inner.width, step if count == 1 else step - 0.4)
        _block(sheet, scene, block, at, crowded=count > 1)
    for first, last in scene.absences(person):
        _away(sheet, scene, first, last, inner)


def _block(sheet: Sheet, scene: Scene, block: Block, row: Box, *, crowded: bool) -> None:
    axis, body = scene.axis, scene.body(block)
    pieces = block_pieces(scene.board, block, axis.first, axis.last)
    _bridges(sheet, scene, body, pieces, row, block.person_id)
    points = scene.sizes.smallest if crowded else scene.sizes.block
    for piece, box, before, after in _placed(scene, pieces, row):
        _piece(sheet, body, box, before=before, after=after)
        candidates = tuple(_candidates(scene, block, pieces, piece, before=before, after=after))
        partner = scene.partner(block)
        alone = measured((*_code(scene, block, pieces, piece), (f" {partner}", Weight.REGULAR)), points) + 4.5
        below = partner if partner and alone > box.width else ""
        draw_words(sheet, body, box, candidates, points, below)


def _away(sheet: Sheet, scene: Scene, first: date, last: date, row: Box) -> None:
    axis = scene.axis
    pieces = absence_pieces(scene.board, first, last, axis.first, axis.last)
    _bridges(sheet, scene, Body.AWAY, pieces, row)
    for _at, box, before, after in _placed(scene, pieces, row):
        _piece(sheet, Body.AWAY, box, before=before, after=after)
        word: Run = (_("away"), Weight.SEMIBOLD)
        till = _until(first, last, before=before, after=after)
        candidates = (
            *(((word, (f" {till}", Weight.REGULAR)),) if till else ()),
            (word,),
            ((away_letter(), Weight.SEMIBOLD),),
        )
        draw_words(sheet, Body.AWAY, box, candidates, scene.sizes.block)


def away_letter() -> str:
    """What stands for ``away`` where there is room for a letter."""
    return _("away")[:1].upper()


def _placed(scene: Scene, pieces: Pieces, row: Box) -> Iterator[tuple[Piece, Box, bool, bool]]:
    """Each piece with its box, and whether the block goes on outside at its left and its right."""
    for index, piece in enumerate(pieces.pieces):
        left, right = scene.axis.across(piece.first, piece.last)
        gap = 0.5 if right - left > NARROW else 0.25
        before = pieces.goes_on_before and index == 0
        after = pieces.goes_on_after and index == len(pieces.pieces) - 1
        left += gap + (TIP if before else 0)
        right -= gap + (TIP if after else 0)
        if right - left > 0.5:
            yield piece, Box(left, row.y, right - left, row.height), before, after


def _piece(sheet: Sheet, body: Body, box: Box, *, before: bool, after: bool) -> None:
    draw_body(sheet, body, box)
    if before:
        draw_tip(sheet, body, box, right=False)
    if after:
        draw_tip(sheet, body, box, right=True)


def _bridges(sheet: Sheet, scene: Scene, body: Body, pieces: Pieces, row: Box, person_id: int | None = None) -> None:
    """Drawn before the pieces, which cover their ends; none where the person's leave lies between two."""
    for first, last in pieces.bridges:
        if person_id is not None and any(scene.board.on_leave(person_id, day) for day in days(first, last)):
            continue
        left, right = scene.axis.across(first, last)
        draw_body(sheet, body, Box(left - 0.6, row.centre[1] - BRIDGE / 2, right - left + 1.2, BRIDGE))


def _code(scene: Scene, block: Block, pieces: Pieces, piece: Piece, *, arrow: bool = True) -> tuple[Run, ...]:
    """``→ OPS 1/2`` or ``duty``."""
    if block.kind is BlockKind.DUTY:
        return ((_("duty"), Weight.BOLD),)
    host = scene.board.host_words(block.host_id)
    part = f" {number(piece.week)}/{number(pieces.weeks)}" if pieces.weeks > 1 else ""
    return ((f"→ {host}{part}" if arrow else f"{host}{part}", Weight.BOLD),)


def _candidates(
    scene: Scene, block: Block, pieces: Pieces, piece: Piece, *, before: bool, after: bool
) -> Iterator[tuple[Run, ...]]:
    """What the words of a piece may be, the longest first."""
    code = _code(scene, block, pieces, piece)
    partner, till = scene.partner(block), _until(block.from_on, block.to_on, before=before, after=after)
    with_whom = " " + _("with {name}").format(name=partner)
    if partner and till:
        yield *code, (f"{with_whom} {till}", Weight.REGULAR)
    if till:
        yield *code, (f" {till}", Weight.REGULAR)
    if partner:
        yield *code, (with_whom, Weight.REGULAR)
        yield *code, (f" {partner}", Weight.REGULAR)
    yield code
    if block.kind is BlockKind.DUTY:
        yield ((_("duty")[:1].upper(), Weight.BOLD),)
        return
    host = scene.board.host_words(block.host_id)
    yield _code(scene, block, pieces, piece, arrow=False)
    yield ((host, Weight.BOLD),)
    yield ((host[:1], Weight.BOLD),)


def _until(first: date, last: date, *, before: bool, after: bool) -> str:
    """``to 5 Feb`` at the end that goes on outside, ``from 28 Dec`` at the other."""
    if after:
        return _("to {day}").format(day=short_day(last))
    return _("from {day}").format(day=short_day(first)) if before else ""


def bridged(scene: Scene) -> bool:
    """Whether any block is longer than a week, so that the legend must tell what 1/2 and the thin line mean."""
    return any(
        block.kind is BlockKind.GUEST and block.to_on - block.from_on > 6 * DAY
        for blocks in scene.blocks.values()
        for block in blocks
    )
