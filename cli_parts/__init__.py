"""What the command line needs beside its verbs: words, lines of text, adding files, serving the app."""
