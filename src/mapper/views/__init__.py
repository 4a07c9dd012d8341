"""Views: what every report and every exchange file says of a mapping, worked out once; a view knows nothing of the file it ends in."""
