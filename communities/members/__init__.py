"""Members: their list, each one's page, roles, own data, and leaving."""
