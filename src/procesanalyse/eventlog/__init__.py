"""Event logs: the table, the import profile, reading, validation and privacy."""
