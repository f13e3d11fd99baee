"""Settings from files: `EVERYCALL_<NAME>_FILE` names a file that holds the value, as secrets are handed to containers."""

import os
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

_SUFFIX = "_FILE"


class FilesSource(PydanticBaseSettingsSource):
    """Reads each setting for which the environment names a file; the file's last line break is not part of it.

    A name that fits no setting, a value given both ways and a file that cannot be read are refused: a secret
    that silently stays empty would leave a door open.
    """

    def __init__(self, settings: type[BaseSettings]) -> None:
        super().__init__(settings)
        self._prefix = str(self.config.get("env_prefix", ""))

    def __call__(self) -> dict[str, Any]:
        """Read every file that is named.

        Raises:
            ValueError: see the class.
        """
        return {
            self._setting(variable): self._read(variable)
            for variable in sorted(os.environ)
            if variable.startswith(self._prefix)
            and variable.endswith(_SUFFIX)
            and not self._is_itself(variable)
        }

    def get_field_value(
        self,
        field: FieldInfo,  # noqa: ARG002 the library's own signature
        field_name: str,
    ) -> tuple[Any, str, bool]:
        """Give one setting's value, as pydantic-settings asks its sources."""
        return self().get(field_name), field_name, False

    def _is_itself(self, variable: str) -> bool:
        """Tell a setting whose own name ends so."""
        return variable.removeprefix(self._prefix).lower() in self.settings_cls.model_fields

    def _setting(self, variable: str) -> str:
        name = variable.removeprefix(self._prefix).removesuffix(_SUFFIX).lower()
        if name not in self.settings_cls.model_fields:
            raise ValueError(
                f"{variable} names a file for a setting that there is not; correct the name, or take it out."
            )
        if os.environ.get(value := variable.removesuffix(_SUFFIX)):
            raise ValueError(f"{value} and {variable} are both set; which one holds? Take one out.")
        return name

    def _read(self, variable: str) -> str:
        path = Path(os.environ[variable])
        try:
            said = path.read_text("utf-8")
        except OSError as error:
            raise ValueError(
                f"{variable} names {path}, which cannot be read ({error.strerror}); see that the file is there and"
                " may be read by the user EveryCall runs as."
            ) from error
        except UnicodeDecodeError as error:
            raise ValueError(f"{variable} names {path}, which is no text in UTF-8.") from error
        return said.removesuffix("\n").removesuffix("\r")
