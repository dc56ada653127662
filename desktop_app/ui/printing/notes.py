"""Lines to write on, where a sheet leaves room."""

from __future__ import annotations

from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.measures import NOTES_LINE, Sizes
from desktop_app.ui.printing.sheet import Sheet
from desktop_app.ui.printing.typeface import Weight

LEAST = 20.0  # mm; a smaller rest stays empty
HEADLINE = 7.0


def draw_notes(sheet: Sheet, headline: str, top: float, bottom: float, sizes: Sizes) -> None:
    """A headline and ruled lines between two heights in mm; nothing when there is no room for two lines."""
    if bottom - top < LEAST:
        return
    inside = sheet.inside
    box = Box(inside.x, top + 2, inside.width, HEADLINE - 2)
    sheet.text(box, headline, sizes.name, Weight.BOLD, cut=True)
    y = top + HEADLINE + NOTES_LINE
    while y < bottom - 0.5:
        sheet.across(y, inside, 0.12, sheet.palette.rule)
        y += NOTES_LINE
