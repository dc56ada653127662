"""The page "Rotations": who is where, and is cover kept?"""
