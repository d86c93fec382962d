"""Where a sheet holds recommendations: the tables, what their columns mean, which rows count, the sheet's own key."""
