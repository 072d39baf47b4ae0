"""FACE for people: pages and forms. Never goes out, and holds no language model."""
