"""What a figure is asked over, which incidents it is about, and how its definition says so. Stands on lives/."""
