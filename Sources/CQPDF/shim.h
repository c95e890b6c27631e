// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_CQPDF_SHIM_H
#define ESENZIONI_CQPDF_SHIM_H

#include <qpdf/qpdf-c.h>
#include <stdlib.h>

/// Stream buffers are malloc's; named here so that the importing room needs no C library of its own.
static inline void esenzioni_qpdf_free(void *buffer) { free(buffer); }

#endif
