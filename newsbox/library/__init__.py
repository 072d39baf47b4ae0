"""KEEP: what the box holds. Knows no person."""
