"""Filtering, sorting and grouping for lists of incidents."""
