// SPDX-License-Identifier: EUPL-1.2
#ifndef CPLATFORM_H
#define CPLATFORM_H

#include <stdint.h>

/// How well a process is enclosed: it has no privileges beyond those of its user, the kernel lets it open no files but
/// those named to be read (Landlock), and of all system calls only those that reading needs (seccomp).
enum { PLATFORM_NO_PRIVILEGES = 1, PLATFORM_NO_FILES = 2, PLATFORM_FEW_CALLS = 4 };

/// Encloses a process that will fork others to parse foreign bytes, and all of these: no new privileges, no capabilities,
/// no files but those below the folders of `readable`, a list that ends with NULL. Makes the filter of system calls that
/// `platform_confine` puts on. What the kernel does not grant is left out of `reached`.
/// Returns 0, or the error number of a step without which nothing may be read.
int platform_enclose(const char *const readable[], uint32_t *reached);

/// Gives up for good what a process that parses foreign bytes has no use for: core dumps, tracing by others, files it
/// writes, more than a handful of descriptors, further processes, and the system calls that the filter refuses. Memory is
/// limited to `memory_bytes` beyond what the process had mapped when it was enclosed, or the process that forked it was.
/// Returns 0, or the error number of the first step that failed.
int platform_confine(uint64_t memory_bytes);

/// Allows `seconds` more of processor time from now on; past that the kernel ends the process.
/// Returns 0 or an error number.
int platform_allow_cpu(uint32_t seconds);

/// Lets a write to a pipe or socket whose reader is gone fail with EPIPE instead of ending the process.
void platform_ignore_broken_pipes(void);

/// Has SQLite not count the memory that it uses, which nobody asks for: all threads would wait for each other at every piece that
/// one of them takes or gives back. To be called before the first database is opened; later it does nothing.
void platform_count_no_database_memory(void);

/// Has the writer of an open database (a `sqlite3 *` in WAL mode) find zeros where it will write its log, and bring the log to
/// its place once it holds `frames` pages of `page_bytes` each, as SQLite does by itself after `wal_autocheckpoint`.
///
/// A sync of bytes that overwrite others costs half of one that also makes the file longer: the second waits for the file
/// system's journal. Zeros are no frames to SQLite, which a restart passes over. The log is lengthened a piece at a time, ahead of
/// what is written, while the file system has a hundred times as much room, and never beyond `frames`.
void platform_keep_log(void *database, uint32_t frames, uint32_t page_bytes);

/// The type of the file system that holds `path`, as statfs(2) numbers it, or 0 where it cannot be told.
uint64_t platform_file_system_type(const char *path);

/// Makes everything that was written to the file system of the open file durable, at once, and waits for it.
/// Returns 0 or an error number.
int platform_sync_file_system(int descriptor);

/// Renames a file unless there is one of that name; on file systems that cannot do that in one step, in two.
/// Returns 0 or an error number, EEXIST where there is one.
int platform_rename_fresh(const char *from, const char *to);

/// Whether no process has the open file for writing, by asking the kernel for a read lease and giving it back at once.
/// Returns 1 when none has, 0 when one has, -1 where leases are not to be had (another owner, a network share).
int platform_has_no_writer(int descriptor);

/// Starts the program `path` as a nursery: a process that prepares itself and then forks a child for whoever asks on its
/// descriptor 0. It has nothing on 1 and 2, no other descriptor, a bare environment, and a process group of its own.
/// Returns its process number and stores the daemon's end of the line in `control`; or a negative error number.
int platform_start_nursery(const char *path, char *const arguments[], int *control);

/// Waits until the nursery is prepared, for at most `milliseconds`.
/// Returns 0 or an error number; EPIPE when it has ended instead.
int platform_await_nursery(int control, int milliseconds);

/// Has the nursery fork a child and stores the daemon's end of the channel to it, non-blocking, in `channel`.
/// Returns a descriptor of the child's process, for `platform_end_child`, or a negative error number.
int platform_ask_for_child(int control, int milliseconds, int *channel);

/// Ends the child that the descriptor stands for, and no other process; one that has ended already is as good.
void platform_end_child(int process);

/// Hangs up, ends the nursery, and with it every child that still lives; waits until it is gone.
void platform_end_nursery(int process, int control);

/// What `platform_run_nursery` returns in a child.
enum { PLATFORM_CHILD = 1 };

/// The nursery's own half: says that it is prepared, then forks a child for each request on descriptor 0.
/// Returns `PLATFORM_CHILD` in every child, whose descriptor 0 is then its channel and which the kernel ends with its
/// nursery; 0 in the nursery when the daemon has hung up; a negative error number when the work cannot go on. The
/// process must have one thread.
int platform_run_nursery(void);

#endif
