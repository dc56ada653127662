"""How far a dump can be trusted."""
