"""The page "Targets": repair time per classification and route against a target set."""
