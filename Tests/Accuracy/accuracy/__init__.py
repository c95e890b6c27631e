# SPDX-License-Identifier: EUPL-1.2
"""Certificates with their truth, from a seed, and the table of how well `esenzioni extract` reads them."""
