"""Signing in: by mail, link, letter or code, and out again."""
