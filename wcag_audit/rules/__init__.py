"""Rules judge snapshots. One folder is one rule; `catalogue` finds them, `judge` runs them, `axe` adds axe-core."""
