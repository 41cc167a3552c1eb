"""Pages that join rooms: my page, the course home, the trainer's and the coach's pages, health."""
