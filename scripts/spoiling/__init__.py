"""Ways to spoil files deeper than byte by byte: objects of PDFs, elements of markup, values of JSON; what `scripts/fuzz_readers.py` is made of."""
