"""From the lessons' text to notebooks: sources for teachers, stubs for students, numbers for the checks."""
