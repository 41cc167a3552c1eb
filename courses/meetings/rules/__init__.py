"""Pure rules: days in, judgements out."""
