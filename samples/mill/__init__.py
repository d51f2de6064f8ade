"""Writes the sample factory: an invented steel mill group. Standard library only, no clock, no network."""
