"""Steps from one version of the tables to the next, run when a case is opened for writing."""
