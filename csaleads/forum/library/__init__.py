"""How a thread becomes an entry of the library: proposed, agreed by those who wrote in it, published."""
