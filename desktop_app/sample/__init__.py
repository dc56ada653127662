"""The demo's story: pure functions from a seed and a day to incidents, people, rotas and sessions; nothing is stored.

Names of teams, systems and people are data of a made-up company, in English in every language.
"""
