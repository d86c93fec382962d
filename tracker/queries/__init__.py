"""What the group asks: the register, progress, what is overdue, history, and what needs attention."""
