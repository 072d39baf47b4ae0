"""PLAY: a small fictional press on this machine, for the demo and the tests. Every outlet, person and place in it is invented."""
