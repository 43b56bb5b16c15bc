"""What must hold after everything: each module one promise, as a function of told and evidence.

Each yields a sentence, with the ids, for everything that breaks its promise.
"""
