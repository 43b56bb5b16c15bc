"""How good the answers are, against what people judged."""
