"""Harvests clean prose and code from installed packages, and keeps measurement data out."""
