"""Numbers and marks: of people, of cases, of telephones and of vehicles."""
