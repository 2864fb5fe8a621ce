"""Project folders, shipped resources and atomic writing."""
