"""Words and numbers on the screen, for every layer: one catalogue, chosen once at start.

The chosen catalogue is the only process-wide state of the program; a language change holds from the next start.
"""

from __future__ import annotations

import gettext as _gettext
from dataclasses import dataclass


@dataclass
class _Chosen:
    catalogue: _gettext.NullTranslations
    decimal_point: str = "."
    thousands: str = ","


_chosen = _Chosen(_gettext.NullTranslations())


def use(catalogue: _gettext.NullTranslations, *, decimal_point: str = ".", thousands: str = ",") -> None:
    """Choose the catalogue and the number signs for the life of the process."""
    _chosen.catalogue = catalogue
    _chosen.decimal_point = decimal_point
    _chosen.thousands = thousands


def _(message: str) -> str:
    return _chosen.catalogue.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    return _chosen.catalogue.ngettext(singular, plural, n)


def number(value: float, digits: int = 0) -> str:
    """A number as the reader writes it: ``4,812`` or ``8.6``."""
    text = f"{value:,.{digits}f}"
    return text.translate({ord(","): _chosen.thousands, ord("."): _chosen.decimal_point})


def percent(share: float) -> str:
    """A share from 0 to 1 as ``72 %``; never 100 % or 0 % unless it is exactly that."""
    whole = round(100 * share)
    if whole == 100 and share < 1:
        whole = 99
    if whole == 0 and share > 0:
        whole = 1
    return f"{number(whole)} %"


def printable(name: str) -> str:
    """A file's name as text: bytes that are none in the system's encoding become a replacement sign."""
    return name.encode("utf-8", "replace").decode("utf-8")
