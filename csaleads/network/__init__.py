"""The network: who belongs to it, the code of conduct that they agreed to, and the directory in which they find one another.

Practice Leads of all areas and the programme team belong to it for as long as they hold the role. The forum stands above.
"""
