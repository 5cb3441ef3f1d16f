"""The neighbourhood shown on first start: invented people, real counting."""
