"""The pack of a meeting: one content, counted once, and the forms that lay it out."""
