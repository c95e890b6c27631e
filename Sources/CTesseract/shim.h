// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_CTESSERACT_SHIM_H
#define ESENZIONI_CTESSERACT_SHIM_H

#include <leptonica/allheaders.h>
#include <tesseract/capi.h>

#endif
