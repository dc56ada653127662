"""The frame, and what the life of each incident in it comes to. Knows the clocks, and nothing of who asks."""
