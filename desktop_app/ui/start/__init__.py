"""The page of a workspace that is still empty."""
