"""Questions to and from other systems: Moodle XML, GIFT and Aiken. Come in by ``interchange.api``."""
