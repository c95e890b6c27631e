// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_CCAIRO_SHIM_H
#define ESENZIONI_CCAIRO_SHIM_H

#include <cairo.h>
#include <cairo-pdf.h>

#endif
