"""Addresses of the web -> what is there: the only part of the program that asks the network."""
