"""Copy what the pages need of GOV.UK and MoJ Frontend from `node_modules` to `static/vendor`.

Run as `python -m ppo.assets`. Both packages are MIT; the GDS Transport font, the crown and the crest are only for
services on gov.uk domains, so they are left out here and a test holds that none slips back in.
"""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules"
TARGET = ROOT / "static" / "vendor"

# package in node_modules, folder of its compiled files, stem of those files
PACKAGES = (
    ("govuk-frontend", "dist/govuk", "govuk-frontend"),
    ("@ministryofjustice/frontend", "moj", "moj-frontend"),
)
FONT = '"Helvetica Neue",Helvetica,Arial,sans-serif'
NOT_OURS = re.compile(r"crest|crown", re.IGNORECASE)


class AssetsMissing(Exception):
    """A package has not been installed, or no longer has the shape this step knows."""


def clean_style(text):
    """The style sheet without the font, the crest and the source map, its image addresses relative."""
    text = re.sub(r"@font-face\{[^}]*GDS Transport[^}]*\}", "", text)
    text = text.replace("GDS Transport,arial,sans-serif", FONT)
    text = re.sub(r"url\([^)]*(?:crest|crown)[^)]*\)", "none", text)
    text = text.replace("url(/assets/images/", "url(images/")
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text)
    for trace in ("GDS Transport", "/assets/", "sourceMappingURL"):
        if trace in text:
            raise AssetsMissing(f"the style sheet still holds “{trace}”; look at what the new version changed")
    return text


def clean_script(text):
    return re.sub(r"//# sourceMappingURL=.*", "", text)


def images_of(style):
    return {name for name in re.findall(r"url\(images/([^)]+)\)", style) if not NOT_OURS.search(name)}


def copy_package(source, stem, target):
    images = target / "images"
    images.mkdir(parents=True)
    style = clean_style((source / f"{stem}.min.css").read_text())
    (target / f"{stem}.min.css").write_text(style)
    (target / f"{stem}.min.js").write_text(clean_script((source / f"{stem}.min.js").read_text()))
    for name in sorted(images_of(style)):
        shutil.copyfile(source / "assets" / "images" / name, images / name)


def build(source=SOURCE, target=TARGET):
    """Make `target` anew from `source`, replacing it whole so that a broken run leaves the old one.

    Returns the bytes written; raises `AssetsMissing`.
    """
    fresh = target.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for package, folder, stem in PACKAGES:
        place = source / package / folder
        if not place.is_dir():
            raise AssetsMissing(f"{place} is missing: run npm ci")
        copy_package(place, stem, fresh / stem)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return sum(file.stat().st_size for file in target.rglob("*") if file.is_file())


if __name__ == "__main__":
    try:
        size = build()
    except AssetsMissing as problem:
        raise SystemExit(str(problem)) from None
    print(f"static/vendor: {size // 1024} KB")  # noqa: T201 - this is the whole output of a build step
