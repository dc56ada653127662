"""A foreign file as cells of text: the gate, the worker process behind it, and one reader per format."""
