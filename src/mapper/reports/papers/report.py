"""x"""
def papers(export, rows): return []
