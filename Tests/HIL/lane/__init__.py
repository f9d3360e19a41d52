"""The virtual board and the hands around it: nothing but Python's own library."""
