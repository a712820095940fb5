"""What crosses a boundary: events, code lists, visibility, deadline rules, region profiles. Pure; ships alone too."""
