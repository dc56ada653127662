"""What a tone looks like: its colour, and the shape, dash and texture that tell it without colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from desktop_app.domain.charts import Tone


@dataclass(frozen=True, slots=True)
class Look:
    """``token`` names a colour; ``dash`` is in multiples of the line's width, empty for a solid line."""

    token: str
    shape: str
    dash: tuple[float, ...]
    hatch: str


LOOKS: Final[Mapping[Tone, Look]] = {
    Tone.FIRST: Look("blue", "circle", (), ""),
    Tone.SECOND: Look("verm", "diamond", (5, 2.5), "rising"),
    Tone.THIRD: Look("purple", "square", (1.5, 2), "dots"),
    Tone.FOURTH: Look("green", "triangle", (7, 2, 1.5, 2), "falling"),
    Tone.REST: Look("ctl", "cross", (3, 2), "level"),
}


def outline(shape: str, radius: float = 0.5) -> QPainterPath:
    """The path of a shape around the origin, of about the same area for all shapes."""
    path, r = QPainterPath(), radius
    if shape == "circle":
        path.addEllipse(QPointF(0, 0), r, r)
    elif shape == "square":
        path.addRect(QRectF(-r * 0.92, -r * 0.92, 2 * r * 0.92, 2 * r * 0.92))
    else:
        path.addPolygon(QPolygonF([QPointF(x * r, y * r) for x, y in _CORNERS[shape]]))
        path.closeSubpath()
    return path


_CORNERS: Final[Mapping[str, list[tuple[float, float]]]] = {
    "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
    "triangle": [(0, -1.2), (1.2, 0.95), (-1.2, 0.95)],
    "cross": [
        (-0.4, -1.15), (0.4, -1.15), (0.4, -0.4), (1.15, -0.4), (1.15, 0.4), (0.4, 0.4),
        (0.4, 1.15), (-0.4, 1.15), (-0.4, 0.4), (-1.15, 0.4), (-1.15, -0.4), (-0.4, -0.4),
    ],
}  # fmt: skip
