"""Measurements of Ukimet, to be repeated on any machine: ``make bench`` runs them all.

Figures that are compared are taken side by side in one run; read the ratios.
"""
