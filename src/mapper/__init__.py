"""Map who shares an interest with whom across the texts of conferences, with evidence that people decide on."""

__version__ = "0.1.0"
