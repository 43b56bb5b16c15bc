"""Who may do what at the broker and in the database, and what grants it: `python -m deploy.rights`.

The image of all services holds this folder: compose and Kubernetes run it as the local set-up does.
"""
