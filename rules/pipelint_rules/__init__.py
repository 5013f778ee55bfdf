"""The built-in pack of rules, which sees only what a third-party pack may see."""
