"""`make bench-messaging`: the chassis beside the raw client and stock nameko, as ratios.

Parent: `__main__` tells contenders, each a process, what to do, one at a time, round after round.
Contenders: `raw` (py-amqp alone), `stock` (nameko as it comes), `ours` (the chassis).
"""
