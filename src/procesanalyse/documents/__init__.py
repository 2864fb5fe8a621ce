"""YAML files that people write: read with line numbers, every fault collected."""
