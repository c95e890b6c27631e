// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_CQPDF_SHIM_H
#define ESENZIONI_CQPDF_SHIM_H

#include <qpdf/qpdf-c.h>
#include <qpdf/qpdflogger-c.h>

#endif
