"""What the voice tells beside the words."""
