"""Files that people send and others fetch.

A file is taken for what its content is, never for what its name says. Its bytes are in the store, whole and on the disk,
before a row names them, and go when the row does; what no row names (a process was killed half-way) is swept away. Where a
scanner is set up, nothing leaves that it has not passed.
"""
