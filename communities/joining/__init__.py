"""Joining: links, requests, posters, and lists of people."""
