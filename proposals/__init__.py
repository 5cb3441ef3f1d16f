"""What is on the table: proposals and their versions, whom they touch, threads, readiness."""
