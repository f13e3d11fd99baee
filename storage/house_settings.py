"""What is turned on in the house, inside one transaction."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from qa.house_setting import HouseSetting, SettingName
from storage.codec import Codec
from storage.programme_tables import house_settings as table

_codec = Codec(HouseSetting)


class HouseSettings:
    """All of them, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: SettingName) -> HouseSetting:
        """Tell how one stands; what was never changed is off."""
        body = self._connection.execute(select(table.c.body).where(table.c.name == name)).scalar_one_or_none()
        return HouseSetting(name) if body is None else _codec.decode(body)

    def all(self) -> tuple[HouseSetting, ...]:
        """Tell how all stand."""
        return tuple(map(self.get, SettingName))

    def put(self, setting: HouseSetting) -> None:
        """Write down how one stands from now on."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).values(name=setting.name, body=_codec.encode(setting))
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"body": statement.excluded.body})
        )
