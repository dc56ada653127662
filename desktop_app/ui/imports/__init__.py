"""The import page: one file from recognition over a dry run to its report, and the imports there were."""
