"""Pages about enrolling; trainers' and learners' own pages lie in lms.dashboard."""
