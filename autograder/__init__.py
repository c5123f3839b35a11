"""The examiner."""
