"""Measured quality on labelled sets: `make evaluate FOLDER=...`. Takes a folder, so that anybody can point it at their own."""
