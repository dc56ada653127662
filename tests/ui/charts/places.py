"""Judges a drawing by the record of its words."""

from __future__ import annotations

from desktop_app.ui.charts.drawing import Drawing


def overlaps(made: Drawing) -> list[tuple[str, str]]:
    """Pairs of words whose letters share a place."""
    found = []
    words = sorted(((word.ink, word.text) for word in made.words), key=lambda each: each[0].top())
    for i, (ink, text) in enumerate(words):
        for other, other_text in words[i + 1 :]:
            if other.top() >= ink.bottom():
                break
            shared = ink.intersected(other)
            if shared.width() > 0.5 and shared.height() > 0.5:
                found.append((text, other_text))
    return found


def outside(made: Drawing) -> list[str]:
    """Words of which a part lies outside the drawing."""
    return [
        word.text
        for word in made.words
        if word.ink.left() < -0.5
        or word.ink.right() > made.width + 0.5
        or word.ink.top() < -0.5
        or word.ink.bottom() > made.height + 0.5
    ]
