"""How the house bears many calls: `python -m bench.scale`. What it printed is explained in docs/scale.md."""
