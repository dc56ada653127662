"""A rota as a workbook."""
