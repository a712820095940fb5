"""The application: settings, command line, composition root and the embedded runtime."""
