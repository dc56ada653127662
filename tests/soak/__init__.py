"""Random use of the real window for a long time: nothing may be said to be wrong, and memory stays where it is."""
