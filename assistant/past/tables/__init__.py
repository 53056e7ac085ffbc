"""The statutory tables as found in files, from cells or from flattened text → figures."""
