"""ASK: from an address to a Page. Knows the network, and no database."""
