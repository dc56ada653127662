"""Use cases in the manager's verbs: one method, one transaction, one step. No Qt."""
