"""How recordings arrive: what other systems send and name, read strictly and told exactly. Pure, as all of `qa`."""
