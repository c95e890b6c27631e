// SPDX-License-Identifier: EUPL-1.2
// libFuzzer without its own `main`, as LLVM's documentation gives it ("Using libFuzzer as a library"); no header comes with it.
#pragma once
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*take)(const uint8_t *bytes, size_t length));
