"""Speech becomes turns: packed, written down, looked at again, doubted, put in order."""
