"""Second Way: shared repair-time targets for the people who develop and the people who operate."""

__version__ = "0.1.0"
