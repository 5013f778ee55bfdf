"""Good practice: outputs that executions overwrite, code that changes unseen."""
