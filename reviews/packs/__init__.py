"""The papers of a meeting: read what is on record, cut it to one reader's rights, put it on paper."""
