"""People, homes and appointments: who comes, who moves, who leaves, and who agreed to it."""
