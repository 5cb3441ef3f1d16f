"""Who belongs: people, membership, roles, attributes, places, rules, signing in; who may do what."""
