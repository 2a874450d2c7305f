"""Reflective afternoons: groups, who presents and when, cases, vignettes, what was learnt."""
