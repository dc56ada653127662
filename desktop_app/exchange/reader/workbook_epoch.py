"""From which day a workbook counts its days: old workbooks of the Mac begin in 1904, all others in 1900."""

from __future__ import annotations

import re
import zipfile

_PART = "xl/workbook.xml"
_HEAD = 65_536  # bytes; the setting stands before the list of sheets
_SINCE_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*[\"'](?:1|true)[\"']", re.IGNORECASE)


def since_1904(path: str, part: str = _PART) -> bool:
    """Whether an xlsx counts from 1904; numbers that are not formatted as dates need it. False where it cannot tell."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
            return _SINCE_1904.search(stream.read(_HEAD)) is not None
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return False
