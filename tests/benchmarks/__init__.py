"""The figures of ARCHITECTURE.md, measured as ratios in one run: ``make bench``."""
