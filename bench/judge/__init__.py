"""An experiment: does a learned judge find statements, or read positions, better than the rules? See README.md."""
