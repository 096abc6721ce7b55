"""Rules over what was loaded and planned: one rule, one function."""
