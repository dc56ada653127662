"""How long repairs take and how much is open, week by week."""
