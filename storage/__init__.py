"""Everything that remembers: objects, rows, the transaction."""
