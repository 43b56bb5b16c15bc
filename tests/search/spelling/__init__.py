"""How well romanised spellings find their Devanagari word, on a lexicon that nobody tunes on."""
