"""Where students' code runs: the walls, the warm process inside them, and the line that leads in."""
