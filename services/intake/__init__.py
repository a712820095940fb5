"""Intake: takes in CloudEvents over HTTP. Checks sender and contract, finds the dossier, seals, stores, answers."""
