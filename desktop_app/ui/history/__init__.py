"""The page History: every step, and the way to take it back."""
