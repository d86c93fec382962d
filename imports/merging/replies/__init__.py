"""Replies of agencies: their sheets are recognised by stamps and merged three ways."""
