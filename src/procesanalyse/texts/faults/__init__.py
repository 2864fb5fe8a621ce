"""Danish sentences for faults: what is wrong and what to do."""
