// SPDX-License-Identifier: EUPL-1.2
#ifndef CAGE_H
#define CAGE_H

/// Leaves this process and all that it forks no files to open but those below the folders of `readable`, a list that ends
/// with NULL, and those for reading only. Needs a kernel with Landlock; returns 0 or an error number.
int cage_close_files(const char *const readable[]);

/// Makes the filter of system calls.
/// - may_open: whether files may be opened for reading, which is safe only when Landlock says which.
/// Returns 0 or an error number.
int cage_prepare_filter(int may_open);

/// Puts the filter on this process for good; returns 0 or an error number.
int cage_filter_calls(void);

#endif
