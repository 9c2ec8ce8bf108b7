"""How the weights are learnt by which a sentence is taken for advice or a promise. See README.md."""
