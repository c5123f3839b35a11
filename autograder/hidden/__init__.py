"""Hidden tests: plain functions whose parameters are the student's functions; a module a lesson."""
