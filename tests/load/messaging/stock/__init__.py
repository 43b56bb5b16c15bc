"""The contender on stock nameko: a service that handles and answers, and one that calls."""
