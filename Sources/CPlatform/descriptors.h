// SPDX-License-Identifier: EUPL-1.2
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

/// Sends the number `word` through the socket, with the descriptor `passed` unless that is negative.
/// Returns 0 or an error number.
int descriptor_send(int socket, int word, int passed);

/// Waits for such a number and stores the descriptor that came with it in `passed`, or -1.
/// Returns 1, 0 when the other end is closed, or a negative error number.
int descriptor_receive(int socket, int *word, int *passed);

#endif
