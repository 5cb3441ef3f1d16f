"""Explanations of a proposal by neighbours, in another language or as sound."""
