"""What is open now."""
