"""What the stories are about: schools, the calendar, pupils who do not exist and the words written about them."""
