"""Tests of decisions, invitations."""
