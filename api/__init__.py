"""The QA API."""
