"""How the shelf's tables came to be."""
