"""How the archive's tables came to be."""
