"""What happens in a year, story by story: each yields the steps of one dossier in order."""
