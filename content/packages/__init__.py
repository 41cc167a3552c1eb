"""Trainings as packages: from real pages to the readable files that ``content.seeding`` reads, and back.

``markup``, ``bodies``, ``values`` and ``yaml`` write texts (no database), ``pages`` and ``bank`` know what a page's
file says, ``export`` gathers a training with all it shows, ``archive`` is the zip and its defences, ``importing``
takes one in.
"""
