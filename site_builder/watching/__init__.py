"""Folders → batches of edited paths; the only door to watchdog."""
