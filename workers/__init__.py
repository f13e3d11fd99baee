"""The stages as tasks that may run twice."""
