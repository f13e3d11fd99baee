"""What tells an agent, a customer and a machine apart by their words."""
