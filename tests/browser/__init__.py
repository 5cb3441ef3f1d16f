"""Gehoord as people meet it: in Chromium, before the production server, with the demo inside."""
