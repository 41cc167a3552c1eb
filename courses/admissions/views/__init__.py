"""Pages about getting in; trainers' own pages lie in lms.dashboard."""
