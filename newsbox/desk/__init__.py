"""WORK: the only room that knows all the others below it."""
