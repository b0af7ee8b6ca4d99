"""Stages that introduce the rooms to each other."""
