"""What the jobseeker of the small world writes, each in words of its own, so that a leak says where it comes from."""

#: Beside the answer to the exercise, which stands with the trainee's canaries.
SEEKERS = {
    "journal": "kanariapaivakirja",
    "own_page": "kanariaomasivu",
    "call_wish": "kanariasoittotoive",
    "group_note": "kanarialappunen",
    "handover": "kanariasiirto",
    "reminder_address": "kanariamuistutus@example.org",
    "way_back": "kanariapaluu@example.org",
}
