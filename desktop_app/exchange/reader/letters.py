"""Letters of columns as a spreadsheet shows them."""

from __future__ import annotations


def column_letter(index: int) -> str:
    """0 as ``A``, 26 as ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """``A`` as 0, ``AA`` as 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
