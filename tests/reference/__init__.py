"""Every counting rule a second time, written from the rules alone, slowly and plainly."""
