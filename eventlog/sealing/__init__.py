"""Personal text, encrypted under a key per dossier and bewaarklasse (guarantee 10)."""
