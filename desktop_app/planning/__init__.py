"""Planning of rotas: a plan at once, a better one by a solver, public holidays. The solver lives here alone."""
