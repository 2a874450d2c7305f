"""Tests of records: who may read and write them, and that nothing typed is lost or leaks."""
