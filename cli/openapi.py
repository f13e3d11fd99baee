"""`everycall openapi`: the API's own description, without a server."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from api.app import create_app
from config import Settings
from storage.folder import FolderObjects
from storage.uow import open_store


def described() -> str:
    """Write the OpenAPI document as JSON; the same routes give the same text."""
    with TemporaryDirectory() as folder:
        store = open_store("", Path(folder))
        try:
            app = create_app(
                Settings(sources=None, retention=None), store=store, objects=FolderObjects(Path(folder))
            )
            return json.dumps(app.openapi(), indent=2, sort_keys=True, ensure_ascii=False)
        finally:
            store.close()
