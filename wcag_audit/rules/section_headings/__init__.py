"""✎ What the rule expects, in one sentence."""
