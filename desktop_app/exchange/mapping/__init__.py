"""From cells to incidents: columns, values, dates and events become one import plan with its account."""
