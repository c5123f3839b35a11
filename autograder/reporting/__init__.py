"""The class report, for a teacher: what to look at again next time, who has how much, what waits for a person."""
