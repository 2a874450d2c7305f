"""Finding what could identify a child, a family or a worker in free text. Pure: no web, no database, nothing sent."""
