"""What csaleads promises against people who mean harm. Each test names the requirement of OWASP ASVS 5.0 that it stands for."""
