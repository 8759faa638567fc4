"""How the demo keeps its one password, which it prints for everybody to see."""

from django.contrib.auth.hashers import ScryptPasswordHasher


class QuickHasher(ScryptPasswordHasher):
    """Made quickly: a slow hash would guard nothing here, and the demo is built at each start."""

    work_factor = 2**4
