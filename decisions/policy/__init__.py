"""The law and the guidance as pure functions and dated data.

Nothing here saves, sees a request or imports Django. Everything takes values and returns values,
so that the same call serves the guide, the seal, a command, a replay and the tests.
"""
