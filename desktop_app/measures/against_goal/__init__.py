"""Incidents against a goal: in time or not, before and now, and under other goals."""
