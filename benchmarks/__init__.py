"""How fast csaleads is: scale data, real pages under load beside a bare Flask route, and the rush for slots. Never a test."""
