"""What a letter, a question and a trail cost in a very large knowledge base on PostgreSQL."""
