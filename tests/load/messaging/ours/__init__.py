"""The contender on the chassis: a service that consumes and answers, and one that calls."""
