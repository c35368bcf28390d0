"""Who uses this computer, as the operating system itself says: no variable of the environment changes it."""

from __future__ import annotations

import sys

if sys.platform == "win32":

    def user_name() -> str:
        """The user's name on this computer.

        Raises:
            OSError: Windows does not tell.
        """
        import ctypes
        from ctypes import wintypes

        name, size = ctypes.create_unicode_buffer(257), wintypes.DWORD(257)  # UNLEN and its end
        if not ctypes.WinDLL("advapi32", use_last_error=True).GetUserNameW(name, ctypes.byref(size)):
            raise ctypes.WinError(ctypes.get_last_error())
        return name.value
else:

    def user_name() -> str:
        """The user's name on this computer; the number of one who has no name, as in a container."""
        import os
        import pwd

        number = os.getuid()
        try:
            return pwd.getpwuid(number).pw_name
        except KeyError:
            return str(number)
