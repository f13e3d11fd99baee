"""The everycall command."""
