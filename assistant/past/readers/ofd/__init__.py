"""OFD (GB/T 33190): a zip of pages in XML → letters, rules and pictures in their places, read as printed pages."""
