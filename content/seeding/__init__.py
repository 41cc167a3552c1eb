"""Starter content: from readable files to real pages, without overwriting what authors have edited (decision 23).

``files`` and ``markdown`` read, ``blocks`` and ``plans`` say what the pages should be (no database up to here),
``checks`` judges the files, and ``loader`` writes.
"""
