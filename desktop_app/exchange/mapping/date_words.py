"""The words in stamps: months, times with an h, names of time zones. All come to the few forms of ``date_forms``.

Cells are stripped and lower-case. What is not known stays as it is and is then no stamp: never something near.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final
from zoneinfo import available_timezones

import polars as pl

_MONTHS: Final[tuple[tuple[str, ...], ...]] = (
    ("january", "jan", "januar", "janeiro", "jaenner", "janner", "janvier", "janv", "enero", "ene"),
    ("february", "feb", "februar", "feber", "fevereiro", "fev", "fevrier", "fevr", "febrero"),
    ("march", "mar", "marz", "maerz", "mrz", "marco", "mars", "marzo"),
    ("april", "apr", "abril", "abr", "avril", "avr"),
    ("may", "mai", "maio", "mayo"),
    ("june", "jun", "juni", "junho", "juin", "junio"),
    ("july", "jul", "juli", "julho", "juillet", "juil", "julio"),
    ("august", "aug", "agosto", "ago", "aout"),
    ("september", "sep", "sept", "setembro", "set", "septembre", "septiembre"),
    ("october", "oct", "oktober", "okt", "outubro", "out", "octobre", "octubre"),
    ("november", "nov", "novembro", "novembre", "noviembre"),
    ("december", "dec", "dezember", "dez", "dezembro", "decembre", "diciembre", "dic"),
)
MONTHS: Final[Mapping[str, int]] = {name: n for n, names in enumerate(_MONTHS, 1) for name in names}

_OFFSETS: Final[Mapping[str, str]] = {
    "wet": "+00:00", "west": "+01:00", "cet": "+01:00", "mez": "+01:00", "cest": "+02:00", "mesz": "+02:00",
    "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "brt": "-03:00", "edt": "-04:00", "est": "-05:00",
    "cdt": "-05:00", "mdt": "-06:00", "mst": "-07:00", "pdt": "-07:00", "pst": "-08:00", "akdt": "-08:00",
    "akst": "-09:00", "hst": "-10:00", "sgt": "+08:00", "hkt": "+08:00", "jst": "+09:00", "kst": "+09:00",
    "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00",
}  # fmt: skip
# names that mean two zones (CST, IST, BST) are not here: such stamps are refused and not placed by chance
_ACCENTS: Final = (
    ("äàáâã", "a"), ("éèêë", "e"), ("íîï", "i"), ("öóôõ", "o"), ("üúûù", "u"), ("ç", "c"), ("ñ", "n"),
    ("\u202f\u00a0\u2009", " "), ("\u2013\u2212", "-"),
)  # fmt: skip
_ACCENTED: Final = [letter for letters, _bare in _ACCENTS for letter in letters]
_BARE: Final = [bare for letters, bare in _ACCENTS for _letter in letters]
_HALF = r"(?:\s?[ap]\.?\s?m\.?)?"
_NAMED_ZONE = rf":\d\d(?:[.,]\d+)?{_HALF}\s?([a-z]{{3,4}})(?:\s+\d{{4}})?$"
_DOTTED = r"(\d{2}\.?),?\s+(\d{1,2})\.(\d\d)"
_DOTTED_TIME = rf"{_DOTTED}(\s?[ap]\.?m\.?)?(?:\s?uhr)?$"
_DOTTED_SECONDS = rf"{_DOTTED}\.(\d\d(?:\.\d+)?)(\s?[ap]\.?m\.?)?(?:\s?uhr)?$"
_BASIC = r"^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)"  # ISO 8601 without separators
_SERVER_CLOCK = (  # Tue Feb 3 14:05:00 +01:00 2026
    r"^(?:[a-z]{2,4}\.?,?\s+)?([a-z]{3,4})\s+(\d{1,2})\s+(\d{1,2}:\d\d(?::\d\d)?)(\s[+-]\d\d:?\d\d|\sz|\sutc|\sgmt)?\s(\d{4})$"
)


def simplified(cells: pl.Series) -> pl.Series:
    """Lower-case cells with plain letters, times with colons, offsets in figures, the date before the time."""
    if cells.str.contains(r"[^\x00-\x7f]").any():
        cells = cells.str.replace_many(_ACCENTED, _BARE)
    if cells.str.contains(_DOTTED).any():
        cells = cells.str.replace(_DOTTED_SECONDS, "${1} ${2}:${3}:${4}${5}")
        cells = cells.str.replace(_DOTTED_TIME, "${1} ${2}:${3}${4}")
    if not cells.str.contains(r"[a-z]").any():
        return cells
    cells = cells.str.replace(_BASIC, "${1}-${2}-${3}t${4}:${5}:${6}")
    cells = cells.str.replace(r"(\d)\s?h\s?(\d\d)(?:\s?mi?n?)?$", "${1}:${2}")
    cells = cells.str.replace(r"\s*\[[a-z0-9_/+-]+\]$", "").str.replace(r"\s*\([a-z .]+\)$", "")
    cells = cells.str.replace(r"\s?(?:utc|gmt)\s?([+-]\d)", " ${1}")
    for zone in cells.str.extract(_NAMED_ZONE, 1).drop_nulls().unique():
        if zone in _OFFSETS:
            cells = cells.str.replace(
                rf"(:\d\d(?:[.,]\d+)?{_HALF})\s?{zone}(\s+\d{{4}})?$", f"${{1}} {_OFFSETS[zone]}${{2}}"
            )
    return cells.str.replace(_SERVER_CLOCK, "${1} ${2} ${5} ${3}${4}")


def zone_of(tail: str) -> tuple[str, str]:
    """What follows a date, without the zone's name such as europe/berlin at its end, and that name as it is written."""
    found = re.search(r"\s([a-z]+(?:/[a-z_-]+)+)$", tail)
    zone = _zones().get(found[1], "") if found else ""
    return (tail[: found.start()], zone) if found and zone else (tail, "")


@cache
def _zones() -> Mapping[str, str]:
    return {name.lower(): name for name in available_timezones()}
