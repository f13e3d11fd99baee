"""Every kind of check, one noun a file; a new file here is a new kind, and nothing else changes."""

import importlib
import pkgutil

from scoring.checks.check import KINDS, AnyCheck, Check, kind_of

__all__ = ["KINDS", "AnyCheck", "Check", "kind_of"]

for _kind in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_kind}")
