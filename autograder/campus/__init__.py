"""What learning platforms and registrars give and take: hand-ins from Moodle, Canvas or e-mail, grades."""
