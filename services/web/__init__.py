"""What every HTTP service of the hub shares: who asks, what goes wrong and how that is told, the form of the app."""
