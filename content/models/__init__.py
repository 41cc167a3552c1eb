"""What authors write."""

from content.models.media import Material, Picture, PictureRendition, Recording

__all__ = ["Material", "Picture", "PictureRendition", "Recording"]
