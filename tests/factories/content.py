"""Pictures, files and recordings as authors upload them."""

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site

from content.models import HomePage, Material, Picture, Recording
from tests.factories.pages import make_home

VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nHei.\n"


def root_collection() -> Collection:
    """Where uploads lie; Wagtail's migrations make it, which tests do not run."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def make_site() -> HomePage:
    """The front page at the root of the site, so that pages have addresses."""
    home = make_home()
    Site.clear_site_root_paths_cache()
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    return home


def make_picture(*, width: int = 1000, height: int = 500, **fields: str) -> Picture:
    """A picture of one colour."""
    file: ImageFile = get_test_image_file(filename="kuva.png", size=(width, height))
    return Picture.objects.create(**{"title": "Kuva", "file": file, "collection": root_collection()} | fields)


def make_material(*, content: bytes = b"muistilista", name: str = "muistilista.txt") -> Material:
    """A text file to take along."""
    file = ContentFile(content, name=name)
    return Material.objects.create(title="Muistilista", file=file, collection=root_collection())


def make_recording(*, content: bytes = bytes(range(256)) * 4, **fields: object) -> Recording:
    """A recording with captions and a transcript; its bytes are no real film."""
    defaults = {
        "title": "Haastattelu",
        "file": ContentFile(content, name="haastattelu.mp4"),
        "captions": ContentFile(VTT, name="haastattelu.vtt"),
        "transcript": "Hei.",
        "seconds": 125,
        "collection": root_collection(),
    }
    return Recording.objects.create(**defaults | fields)
