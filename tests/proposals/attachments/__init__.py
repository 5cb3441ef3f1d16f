"""Tests of proposals, attachments."""
