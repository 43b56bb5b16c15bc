"""The policy table, walked: every route, every role, own and foreign, inside and outside."""
