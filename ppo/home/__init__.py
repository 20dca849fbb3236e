"""Home by role: what needs doing, done in place. The roof composes it from the querysets of every floor."""
