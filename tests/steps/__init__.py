"""The steps of `python -m tests`: what each needs, and how each is run."""
