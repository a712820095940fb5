"""Where events and views lie: SQLite in files, PostgreSQL in schemas, behind one port."""
