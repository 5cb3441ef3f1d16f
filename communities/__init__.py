"""Who belongs: people, membership, roles, places, rules, signing in; who may do what."""
