"""What every room stands on: database, transactions, time, encryption, headers. Knows no social-work words."""
