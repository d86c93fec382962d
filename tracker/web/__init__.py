"""The pages: the tracker in a browser. A page parses what it was given, calls a function below, and shows what came back."""
