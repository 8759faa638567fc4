"""Every setting of InfoShare, read from the environment.

Nonsense is refused here, in one sentence that says what to change, before anything else starts.
"""

from .applications import *
from .browser import *
from .database import *
from .directory import *
from .language import *
from .mail import *
from .mode import *
from .sessions import *
from .sign_in import *
from .static_files import *
from .watching import *
