"""The limit of the client: py-amqp alone, one thread, batched confirms and multiple acks."""
