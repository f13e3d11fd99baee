"""How fast and how right EveryCall is, as ratios against a plain baseline in the same run."""
