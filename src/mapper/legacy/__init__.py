"""Legacy: mapping tables that others keep by hand, read cell by cell and taken in as decisions of before, each with the name of its table."""
