"""Statistics that know neither logs nor rules."""
