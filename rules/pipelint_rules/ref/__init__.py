"""References and functions: what a `Get`, a `Std:Join` or a `Std:JsonGet` means."""
