// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_CPOPPLER_SHIM_H
#define ESENZIONI_CPOPPLER_SHIM_H

#include <poppler.h>

#endif
