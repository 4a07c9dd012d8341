"""Build the demo corpora: readable source text in, the files that a secretariat gets and the gold out."""
