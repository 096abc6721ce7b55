"""The nouns: frozen, slotted records that the stages hand to one another; no I/O."""
