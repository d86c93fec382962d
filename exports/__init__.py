"""Reports and sheets out."""
