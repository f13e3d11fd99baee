"""The quality programme, as pure state changes."""
