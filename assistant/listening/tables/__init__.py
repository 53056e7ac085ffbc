"""tables: the cells that a message tells, the grammar that reads them, and the cells that a total sums."""
