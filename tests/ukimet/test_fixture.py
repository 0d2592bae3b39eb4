"""``ukimet fixture`` as a person mending a reader uses it."""

from __future__ import annotations

from pathlib import Path

from replica import Replica
from tests.ukimet.conftest import Shell


def test_a_page_of_the_site_becomes_a_fixture_to_be_reviewed(shell: Shell, site: Replica) -> None:
    shell.configure(site.url)
    release = site.releases()[-1]
    result = shell("fixture", release["url"], "--folder", "D/new")
    assert result.code == 0, result.err
    assert result.out.strip() == "D/new"
    folder = shell.folder / "D" / "new"
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert names == {
        "inputs/HttpResponse-body.html",
        "inputs/HttpResponse-info.json",
        "meta.json",
        "output.json.draft",
    }
    assert release["title"] in (folder / "output.json.draft").read_text(encoding="utf-8")
    again = shell("fixture", release["url"], "--folder", "D/new")
    assert (again.code, "already" in again.err) == (1, True)


def test_a_saved_file_needs_its_address(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<h1>404 Not Found</h1>", encoding="utf-8")
    assert shell("fixture", "page.html").code == 2
    given = shell("fixture", "page.html", "--url", "https://primeminister.kz/en/news/a-visit-31693")
    assert (given.code, given.out.strip()) == (0, "fixtures/en-a-visit-31693")
    assert "nobody: NotARelease" in given.err
