"""Hosting: set-up, settings, the server, and the commands of who runs it."""
