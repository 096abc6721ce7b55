"""What the other commands do, and the preview: stages and builds joined."""
