"""The floor with nameko, eventlet and AMQP: doors, broker and life cycle."""
