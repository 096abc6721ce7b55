"""Another generator's content as entries and pages of ours: text in, records and problems out."""
