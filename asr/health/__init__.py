"""Can a recording be judged: findings about the sound, and the measures behind them."""
