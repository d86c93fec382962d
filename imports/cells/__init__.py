"""What a cell means: each kind of field parses, cleans and labels itself."""
