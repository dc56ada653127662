"""Numbers over many incidents: pure functions from the frame to figures."""
