"""The read side: one module an audience, with its fold, its tables and its queries. No projection knows another."""
