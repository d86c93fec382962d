"""What becomes of a row: compared with the register, one outcome for each."""
