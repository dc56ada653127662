"""When the clock runs: elapsed, or in the support hours of each service."""
