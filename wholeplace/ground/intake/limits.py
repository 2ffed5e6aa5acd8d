"""How large a file may be, and how much its reading may cost. Said on the page before anybody uploads one."""

MEGABYTE = 1_000_000

LARGEST_UPLOAD = 25 * MEGABYTE
"""What a page takes. Larger files come by a command."""

LARGEST = 200 * MEGABYTE
"""What is read at all, unpacked."""

LONGEST_FIELD = 100_000
MOST_COLUMNS = 500
CUT_OFF_AT = (65_536, 1_048_576)
"""Where spreadsheets stop: a sheet of exactly so many rows may have lost the rest."""

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * MEGABYTE
MOST_TIMES_LARGER = 100

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 60
WALL_SECONDS = 50
"""Less than a transaction may stand idle."""
