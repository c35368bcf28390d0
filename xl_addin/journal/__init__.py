"""What was meant, sent and answered: the one memory that keeps a row from being sent twice."""
