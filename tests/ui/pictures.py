"""What a grabbed picture holds."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPixmap


def colours(picture: QPixmap) -> set[str]:
    """The names of all colours in a picture, such as ``#0072b2``."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32)
    return {f"#{int(pixel) & 0xFFFFFF:06x}" for pixel in np.unique(pixels)}
