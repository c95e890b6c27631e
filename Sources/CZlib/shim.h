// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_CZLIB_SHIM_H
#define ESENZIONI_CZLIB_SHIM_H

#include <zlib.h>

// A macro over a call, which Swift does not see; 16 above the largest window asks for a gzip head and tail.
static inline int esenzioni_gzip_begin(z_stream *stream, int effort) {
    return deflateInit2(stream, effort, Z_DEFLATED, MAX_WBITS + 16, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
}

#endif
