"""Where the recommendations of the register stand in a group's own file."""
