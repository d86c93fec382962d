"""Reference data: files that a secretariat can read, correct or bring for its own country.

``files`` reads them, ``tables`` and ``words`` check what stands there and give it the form of the register, ``load``
brings it in. What each file holds is told in docs/reference-data.md.
"""
