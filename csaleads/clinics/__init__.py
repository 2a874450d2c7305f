"""Clinics: when and where leads can be asked. Series, clinics and their slots; time and place, never cases."""
