"""Words on screen: language, catalogues, formality, folding."""
