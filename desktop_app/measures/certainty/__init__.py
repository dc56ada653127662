"""How sure a number is: intervals, curves with bands, normal ranges. No frame, no words."""
