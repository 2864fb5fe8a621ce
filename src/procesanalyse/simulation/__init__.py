"""Casework simulation: the model, keyed draws, the SimPy engine, scenarios and replications."""
