"""Demonstration data: two fictional areas with a year behind them. Refused in production."""
