"""The house's controls: real Qt controls with our paint, so that keyboard, focus and accessibility work."""
