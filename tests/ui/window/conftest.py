"""The window of the journeys."""

from tests.journeys.conftest import window

__all__ = ["window"]
