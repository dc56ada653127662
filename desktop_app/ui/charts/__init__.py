"""Figures drawn in the house style; what they say comes ready from ``domain.figures``."""
