"""The front-end files: what the copying step leaves out, and what it refuses."""

import pytest

from ppo import assets

STYLE = (
    '@font-face{font-family:"GDS Transport";src:url(/assets/fonts/a.woff2)}'
    "a{font-family:GDS Transport,arial,sans-serif;background:url(/assets/images/tick.svg)}"
    "b{background:url(/assets/images/govuk-crest.svg)}/*# sourceMappingURL=x.map */"
)


@pytest.fixture
def packages(tmp_path):
    for package, folder, stem in assets.PACKAGES:
        place = tmp_path / "node_modules" / package / folder
        (place / "assets" / "images").mkdir(parents=True)
        (place / "assets" / "images" / "tick.svg").write_text("<svg/>")
        (place / "assets" / "images" / "govuk-crest.svg").write_text("<svg/>")
        (place / f"{stem}.min.css").write_text(STYLE)
        (place / f"{stem}.min.js").write_text("export {}\n//# sourceMappingURL=x.map")
    return tmp_path / "node_modules"


def test_font_crest_and_source_maps_stay_behind(packages, tmp_path):
    assets.build(packages, tmp_path / "static" / "vendor")

    names = {file.name for file in (tmp_path / "static").rglob("*") if file.is_file()}
    assert names == {
        "govuk-frontend.min.css",
        "govuk-frontend.min.js",
        "moj-frontend.min.css",
        "moj-frontend.min.js",
        "tick.svg",
    }
    style = (tmp_path / "static/vendor/govuk-frontend/govuk-frontend.min.css").read_text()
    assert style == f"a{{font-family:{assets.FONT};background:url(images/tick.svg)}}b{{background:none}}"
    assert "sourceMapping" not in (tmp_path / "static/vendor/govuk-frontend/govuk-frontend.min.js").read_text()


def test_an_unknown_shape_stops_the_build_and_keeps_the_old_files(packages, tmp_path):
    target = tmp_path / "static" / "vendor"
    assets.build(packages, target)
    (packages / "govuk-frontend/dist/govuk/govuk-frontend.min.css").write_text("a{font:12px 'GDS Transport'}")

    with pytest.raises(assets.AssetsMissing, match="GDS Transport"):
        assets.build(packages, target)
    assert (target / "govuk-frontend" / "govuk-frontend.min.css").exists()


def test_a_missing_package_names_the_command(tmp_path):
    with pytest.raises(assets.AssetsMissing, match="npm ci"):
        assets.build(tmp_path / "nothing", tmp_path / "vendor")
