"""The command line: English verbs, Danish help and output."""
