"""MINE: what one person made of it."""
