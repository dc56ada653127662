"""Rotas and sessions as calendar files."""
