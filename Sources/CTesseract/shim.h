// SPDX-License-Identifier: EUPL-1.2
#ifndef ESENZIONI_CTESSERACT_SHIM_H
#define ESENZIONI_CTESSERACT_SHIM_H

#include <dlfcn.h>
#include <leptonica/allheaders.h>
#include <tesseract/capi.h>

/// Keeps the calling thread's recognition to itself: tesseract asks for four threads by name, which then wait for each
/// other longer than they work. The variable OMP_THREAD_LIMIT would only count if it stood in the environment before the
/// program starts; no level of parallel work being allowed has the same effect. Nothing happens where tesseract was
/// built without OpenMP, which is why the function is looked up.
static inline void esenzioni_tesseract_one_thread(void) {
    // RTLD_DEFAULT by its value, as its name is only there with definitions that change types of the C library.
    void (*set_levels)(int) = (void (*)(int))dlsym((void *)0, "omp_set_max_active_levels");
    if (set_levels) set_levels(0);
}

/// Nothing that a strange picture brings about is printed to standard error.
static inline void esenzioni_leptonica_be_quiet(void) { setMsgSeverity(L_SEVERITY_NONE); }

#endif
