"""What this room does when others tell something."""

from assessments.personal.services.vaults import reown_vaults
from lms.accounts.api import learners_merging


@learners_merging.receiver
def follow_the_person(*, source_id: int, target_id: int) -> None:
    """Private answers go where their writer goes."""
    reown_vaults(source_id=source_id, target_id=target_id)
