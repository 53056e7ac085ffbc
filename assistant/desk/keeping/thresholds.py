"""The numbers that steer keeping, each with its reason."""

MOST_MEMBERS = 5_000
"""Files within a backup: a dozen tables, a model's few files, and topics. A judgement, far above what an office has."""
MOST_MANIFEST = 4 * 1024 * 1024
"""Bytes of the manifest, which is held in memory: a few hundred for each file within."""
MOST_UNPACKED = 500
"""How many times its own size a backup may unpack to. What the program writes stays under 100 (versions of the same
report, one after the other); the method of packing ends at 1032, which only bytes made to be packed come near to."""
ALWAYS_UNPACKED = 64 * 1024 * 1024
"""Bytes a backup may unpack to however small it is."""
LONGEST_LINE = 768 * 1024 * 1024
"""Bytes of one row, which is held in memory: a file of the largest upload that can be set (500 MB), in base64."""
SPARE = 256 * 1024 * 1024
"""Bytes a disk must have left over after a restoration: a judgement, enough for the index that is built next."""

LEAST_FREE = 1024 * 1024 * 1024
"""Free bytes under which doctor warns. A judgement: a day's uploads of a busy office (50 files of 20 MB)."""
PATIENCE = 20.0
"""Seconds one point of doctor may take: a judgement, a person is waiting."""
TRIED = 10.0
"""Seconds an endpoint has for its first word when it is tried from the page, and again for the names of its models."""
LONG_PATIENCE = 120.0
"""Seconds for what loads a model, follows the whole trail or reads the whole database file."""
AHEAD = 300.0
"""Seconds the newest line of the trail may be ahead of the clock: several servers never agree to the second."""
EARLIEST = 2026
"""The year the program was written in: a clock before it is wrong."""
