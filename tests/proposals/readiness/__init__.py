"""Tests of proposals, readiness."""
