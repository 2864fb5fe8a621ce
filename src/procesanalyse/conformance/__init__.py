"""Conformance: what the log did, held against what the guideline says."""
