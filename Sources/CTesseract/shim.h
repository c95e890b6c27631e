// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_CTESSERACT_SHIM_H
#define ESENZIONI_CTESSERACT_SHIM_H

#include <leptonica/allheaders.h>
#include <tesseract/capi.h>
#include <stdlib.h>

// Of libgomp, which tesseract brings along where it was built with it.
extern void omp_set_num_threads(int) __attribute__((weak));

/// Keeps the calling thread's recognition to itself. The variable OMP_THREAD_LIMIT would only count if it were set
/// before the program starts, as the library reads it when it is loaded.
static inline void esenzioni_tesseract_one_thread(void) {
    if (omp_set_num_threads) omp_set_num_threads(1);
}

/// Messages of both libraries go to standard error; this is for the one that has a switch.
static inline void esenzioni_leptonica_be_quiet(void) { setMsgSeverity(L_SEVERITY_NONE); }

/// Pictures hold each row in words of 32 bits whose first byte is the leftmost pixel.
static inline void esenzioni_leptonica_set_grey_row(PIX *picture, int row, const unsigned char *bytes) {
    l_uint32 *line = pixGetData(picture) + (size_t)row * pixGetWpl(picture);
    int width = pixGetWidth(picture);
    for (int column = 0; column < width; column++) SET_DATA_BYTE(line, column, bytes[column]);
}

#endif
