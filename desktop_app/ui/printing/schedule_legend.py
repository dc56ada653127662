"""What the marks of a schedule mean: only of those that can be on its pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop_app.domain.language import _, number
from desktop_app.ui.printing.bodies import BRIDGE, TIP, Body, draw_body, draw_tip, draw_words
from desktop_app.ui.printing.calendar_words import short_day
from desktop_app.ui.printing.hub_row import draw_flag
from desktop_app.ui.printing.legend import Entry, Legend
from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import Scale
from desktop_app.ui.printing.person_row import away_letter, bridged
from desktop_app.ui.printing.scene import Scene
from desktop_app.ui.printing.sheet import Sheet
from desktop_app.ui.printing.typeface import Weight
from desktop_app.ui.printing.upper_rows import draw_alarm, open_runs

Draw = Callable[[Sheet, Box], None]


def schedule_legend(scene: Scene) -> Legend:
    sizes = scene.sizes
    entries = (*_blocks(scene), *_marks(scene))
    return Legend(entries, sizes.legend, sizes.swatch, sizes.swatch_row)


def _blocks(scene: Scene) -> list[Entry]:
    bodies = {scene.body(block) for blocks in scene.blocks.values() for block in blocks}
    found = []
    for body, words in ((Body.TO_OPS, _("guest in Ops")), (Body.TO_DEV, _("guest in a Dev team"))):
        if body in bodies:
            found.append(Entry(words, _sample(scene, body, _letters(scene, body))))
    if scene.has_duty:
        found.append(Entry(_("on duty, counts as at home"), _sample(scene, Body.DUTY, _("duty"))))
    if any(scene.absences(person) for person in scene.people):
        words = _("away ({letter})").format(letter=away_letter())
        found.append(Entry(words, _sample(scene, Body.AWAY, away_letter())))
    if bridged(scene):
        words = _("1/2 2/2: weeks of one block; thin: nobody works")
        found.append(Entry(words, _bridge))
    if _goes_on(scene):
        found.append(Entry(_("goes on outside this page"), _continuing))
    return found


def _marks(scene: Scene) -> list[Entry]:
    found = [Entry(_grey_words(scene), _grey)]
    if open_runs(scene):
        found.append(Entry(_("place that nobody fills yet"), _open))
    if scene.flags:
        found.append(Entry(_("hub session"), draw_flag))
    if scene.has_minimum:
        found.append(Entry(_("below the minimum"), partial(_alarm, scene)))
    figures = _("Figures in the team line: people at the desk that day, guests included")
    if scene.scale is Scale.WEEKS:
        figures = _("Figures in the team line: people at the desk on the week's thinnest day, guests included")
    return [*found, Entry(figures)]


def _letters(scene: Scene, body: Body) -> str:
    hosts = sorted(
        scene.board.host_words(block.host_id)
        for blocks in scene.blocks.values() for block in blocks if scene.body(block) is body
    )  # fmt: skip
    return hosts[0]


def _goes_on(scene: Scene) -> bool:
    first, last = scene.axis.first, scene.axis.last
    spans = [(b.from_on, b.to_on) for blocks in scene.blocks.values() for b in blocks]
    spans += [span for person in scene.people for span in scene.absences(person)]
    return any(a < first or b > last for a, b in spans)


def _grey_words(scene: Scene) -> str:
    holidays = ", ".join(f"{short_day(day)} {name}" for day, name in scene.holidays)
    outside = scene.scale is Scale.WEEKS and (scene.first > scene.axis.first or scene.last < scene.axis.last)
    words = _("weekend, holiday or outside the period") if outside else _("weekend or holiday")
    return _("{grey} ({holidays})").format(grey=words, holidays=holidays) if holidays else words


def _sample(scene: Scene, body: Body, words: str) -> Draw:
    def draw(sheet: Sheet, box: Box) -> None:
        draw_body(sheet, body, box)
        candidates = ((words, Weight.BOLD),), ((words[:1], Weight.BOLD),)
        draw_words(sheet, body, box, candidates, scene.sizes.smallest)

    return draw


def _bridge(sheet: Sheet, box: Box) -> None:
    draw_body(sheet, Body.TO_OPS, Box(box.x + 1, box.centre[1] - BRIDGE / 2, box.width - 2, BRIDGE))
    part = box.width * 0.32
    draw_body(sheet, Body.TO_OPS, Box(box.x, box.y, part, box.height))
    draw_body(sheet, Body.TO_OPS, Box(box.right - part, box.y, part, box.height))


def _continuing(sheet: Sheet, box: Box) -> None:
    shorter = Box(box.x, box.y, box.width - TIP, box.height)
    draw_body(sheet, Body.TO_OPS, shorter)
    draw_tip(sheet, Body.TO_OPS, shorter, right=True)


def _grey(sheet: Sheet, box: Box) -> None:
    sheet.fill(box, sheet.palette.shade)
    sheet.frame(box, 0.1, sheet.palette.grid)


def _open(sheet: Sheet, box: Box) -> None:
    draw_body(sheet, Body.OPEN, box)


def _alarm(scene: Scene, sheet: Sheet, box: Box) -> None:
    words = _("{have} of {minimum}").format(have=number(2), minimum=number(3))
    draw_alarm(sheet, box, (words, number(2)), scene.sizes.smallest)
