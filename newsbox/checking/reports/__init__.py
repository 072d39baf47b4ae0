"""Reports of one story laid beside each other: what they say of the same thing, and say otherwise."""
