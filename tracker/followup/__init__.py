"""What the group does: assign, assess, take back, and set the register up."""
