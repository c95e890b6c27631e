// SPDX-License-Identifier: EUPL-1.2
#ifndef CESCAPE_H
#define CESCAPE_H

/// What somebody who runs code of theirs in a reader would try to reach beyond it, number `index`; NULL past the last.
const char *escape_name(int index);

/// Tries it. Returns 0 when it succeeded, or an error number.
int escape_attempt(const char *name);

#endif
