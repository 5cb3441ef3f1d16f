"""Invitations: how everybody on a roll is reached, by mail, letter and reminder."""
