"""What tests share: the folder of shared material, where there is one."""

from pathlib import Path

import pytest
from tiny_site import TinySite, full_site, sample_site, tiny_site

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the checkout."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared development data is not beside this checkout")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    """A small site that builds."""
    return tiny_site(tmp_path / "site")


@pytest.fixture
def full(tmp_path: Path) -> TinySite:
    """A site that has something of everything."""
    return full_site(tmp_path / "site")


@pytest.fixture
def sample(tmp_path: Path) -> TinySite:
    """A copy of the repository's own site."""
    return sample_site(tmp_path / "site")
