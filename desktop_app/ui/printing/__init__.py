"""Paper: team month, wall planner and hub programme, composed in millimetres and drawn alike on screen and printer.

Pages and the command line call ``compose`` and ``write_pdf``; ``preview`` shows a sheet before it is printed.
"""
