"""How people reach the tracker from a terminal: commands that parse, call one function below, and show what came back."""
