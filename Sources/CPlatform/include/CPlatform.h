// SPDX-License-Identifier: EUPL-1.2
#ifndef CPLATFORM_H
#define CPLATFORM_H

#include <stdint.h>

/// Gives up for good what a process that parses foreign bytes has no use for: new privileges, core dumps, tracing by
/// others, files it writes, more than a handful of descriptors, a life longer than its parent's. Memory is limited to
/// `memory_bytes` beyond what the process has mapped already.
/// Returns 0, or the error number of the first step that failed.
int platform_confine(uint64_t memory_bytes);

/// Allows `seconds` more of processor time from now on; past that the kernel ends the process.
/// Returns 0 or an error number.
int platform_allow_cpu(uint32_t seconds);

/// Lets a write to a pipe or socket whose reader is gone fail with EPIPE instead of ending the process.
void platform_ignore_broken_pipes(void);

/// The type of the file system that holds `path`, as statfs(2) numbers it, or 0 where it cannot be told.
uint64_t platform_file_system_type(const char *path);

/// Whether no process has the open file for writing, by asking the kernel for a read lease and giving it back at once.
/// Returns 1 when none has, 0 when one has, -1 where leases are not to be had (another owner, a network share).
int platform_has_no_writer(int descriptor);

#endif
