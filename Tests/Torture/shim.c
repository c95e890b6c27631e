// SPDX-License-Identifier: EUPL-1.2
// Loaded before the C library into the program under test: counts, across all threads, the calls that touch a folder, and at
// the n-th kills the process or lets the call fail. strace counts for each thread by itself, and Swift's tasks change threads,
// so that only this count is the same in every run. Readers of documents are started with an environment of their own and
// never see it.
//
//   TORTURE_ROOT   only calls on paths and descriptors below this folder count
//   TORTURE_AT     the call that is hit, from 1; absent: none, only the log is written
//   TORTURE_DO     kill: before the call; torn: after half of the bytes; a number: the call fails with this errno;
//                  slow: the call waits for TORTURE_WAIT milliseconds; hang: it waits while the file TORTURE_WHILE is there, as
//                  on a share whose server does not answer, and so do calls that only look
//   TORTURE_LAST   how many further calls are hit too (a disk that stays full)
//   TORTURE_CALL   only calls of this name count
//   TORTURE_PART   only calls on paths that hold this text count
//   TORTURE_LOG    one line a call: number, name, size, path
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static const char *root, *deed, *only_call, *only_part, *hangs_while;
static size_t root_length;
static long at, last, wait_ms;
static int log_file = -1;
static atomic_long count;

__attribute__((constructor)) static void prepare(void) {
    const char *value;
    root = getenv("TORTURE_ROOT");
    root_length = root ? strlen(root) : 0;
    deed = getenv("TORTURE_DO");
    at = (value = getenv("TORTURE_AT")) ? atol(value) : 0;
    last = at + ((value = getenv("TORTURE_LAST")) ? atol(value) : 0);
    wait_ms = (value = getenv("TORTURE_WAIT")) ? atol(value) : 0;
    only_call = getenv("TORTURE_CALL");
    only_part = getenv("TORTURE_PART");
    hangs_while = getenv("TORTURE_WHILE");
    // Of whoever comes first: a program that gives its rights away goes on writing to it.
    mode_t mask = umask(0);
    if ((value = getenv("TORTURE_LOG")))
        log_file = (int)syscall(SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    umask(mask);
}

static int is_below(const char *path) {
    return path && root_length && strncmp(path, root, root_length) == 0 &&
           (path[root_length] == '/' || path[root_length] == 0);
}

static int name_of(int descriptor, char *path) {
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    long size = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    path[size > 0 ? size : 0] = 0;
    return is_below(path);
}

/// Whether the call is one that is hit. Does not return where the process is to be killed before it.
static int is_hit(const char *name, const char *path, long size) {
    if (only_call && strcmp(name, only_call) != 0) return 0;
    if (only_part && !strstr(path, only_part)) return 0;
    long number = atomic_fetch_add(&count, 1) + 1;
    int hit = at > 0 && number >= at && number <= last;
    if (log_file >= 0) {
        char line[PATH_MAX + 96];
        int length = snprintf(line, sizeof line, "%ld %s %ld %s%s\n", number, name, size, path, hit ? " <-" : "");
        syscall(SYS_write, log_file, line, length < (int)sizeof line ? length : (int)sizeof line - 1);
    }
    if (!hit) return 0;
    if (strcmp(deed, "kill") == 0) syscall(SYS_kill, getpid(), SIGKILL);
    if (strcmp(deed, "hang") == 0) {
        struct timespec moment = {.tv_nsec = 20000000};
        while (syscall(SYS_faccessat, AT_FDCWD, hangs_while, F_OK) == 0) nanosleep(&moment, NULL);
        return 0;
    }
    if (strcmp(deed, "slow") == 0) {
        struct timespec time = {.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000};
        nanosleep(&time, NULL);
        return 0;
    }
    return 1;
}

/// What becomes of a call that is hit and moves no bytes: torn, there is nothing to tear.
static int fault(void) {
    if (strcmp(deed, "torn") == 0) syscall(SYS_kill, getpid(), SIGKILL);
    errno = atoi(deed);
    return -1;
}

/// Lets half of the bytes through and kills, or fails.
static ssize_t tear(int descriptor, const void *bytes, size_t size, off_t offset) {
    if (strcmp(deed, "torn") == 0) {
        if (offset < 0) syscall(SYS_write, descriptor, bytes, size / 2);
        else syscall(SYS_pwrite64, descriptor, bytes, size / 2, offset);
    }
    return fault();
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int descriptor, const void *bytes, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char path[PATH_MAX];
    if (name_of(descriptor, path) && is_hit("write", path, (long)size)) return tear(descriptor, bytes, size, -1);
    return real(descriptor, bytes, size);
}

static ssize_t positioned(const char *name, int descriptor, const void *bytes, size_t size, off_t offset) {
    char path[PATH_MAX];
    if (name_of(descriptor, path) && is_hit(name, path, (long)size)) return tear(descriptor, bytes, size, offset);
    return syscall(SYS_pwrite64, descriptor, bytes, size, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset) {
    return positioned("pwrite64", descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset) {
    return positioned("pwrite64", descriptor, bytes, size, offset);
}

ssize_t writev(int descriptor, const struct iovec *pieces, int number) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    char path[PATH_MAX];
    if (name_of(descriptor, path) && is_hit("writev", path, number)) return fault();
    return real(descriptor, pieces, number);
}

#define ON_DESCRIPTOR(name) \
    int name(int descriptor) { \
        REAL(int, #name, int); \
        char path[PATH_MAX]; \
        if (name_of(descriptor, path) && is_hit(#name, path, 0)) return fault(); \
        return real(descriptor); \
    }
ON_DESCRIPTOR(fsync)
ON_DESCRIPTOR(fdatasync)

#define CUTTING(name, type) \
    int name(int descriptor, type size) { \
        REAL(int, #name, int, type); \
        char path[PATH_MAX]; \
        if (name_of(descriptor, path) && is_hit("ftruncate", path, (long)size)) return fault(); \
        return real(descriptor, size); \
    }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

#define ALLOCATING(name, type) \
    int name(int descriptor, int mode, type offset, type size) { \
        REAL(int, #name, int, int, type, type); \
        char path[PATH_MAX]; \
        if (name_of(descriptor, path) && is_hit("fallocate", path, (long)size)) return fault(); \
        return real(descriptor, mode, offset, size); \
    }
ALLOCATING(fallocate, off_t)
ALLOCATING(fallocate64, off64_t)

#define ON_PATH(name) \
    int name(const char *path) { \
        REAL(int, #name, const char *); \
        if (is_below(path) && is_hit(#name, path, 0)) return fault(); \
        return real(path); \
    }
ON_PATH(unlink)
ON_PATH(rmdir)

#define ON_TWO_PATHS(name) \
    int name(const char *from, const char *to) { \
        REAL(int, #name, const char *, const char *); \
        if ((is_below(from) || is_below(to)) && is_hit(#name, to, 0)) return fault(); \
        return real(from, to); \
    }
ON_TWO_PATHS(rename)
ON_TWO_PATHS(link)
ON_TWO_PATHS(symlink)

int unlinkat(int folder, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    char place[PATH_MAX];
    if ((is_below(path) || name_of(folder, place)) && is_hit("unlinkat", path, 0)) return fault();
    return real(folder, path, flags);
}

int renameat2(int from, const char *path, int to, const char *target, unsigned flags) {
    REAL(int, "renameat2", int, const char *, int, const char *, unsigned);
    if ((is_below(path) || is_below(target)) && is_hit("renameat2", target, 0)) return fault();
    return real(from, path, to, target, flags);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    if (is_below(path) && is_hit("mkdir", path, 0)) return fault();
    return real(path, mode);
}

int chmod(const char *path, mode_t mode) {
    REAL(int, "chmod", const char *, mode_t);
    if (is_below(path) && is_hit("chmod", path, 0)) return fault();
    return real(path, mode);
}

int fchmod(int descriptor, mode_t mode) {
    REAL(int, "fchmod", int, mode_t);
    char path[PATH_MAX];
    if (name_of(descriptor, path) && is_hit("fchmod", path, 0)) return fault();
    return real(descriptor, mode);
}

static mode_t mode_of(int flags, va_list rest) {
    return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
}

static int opened(int folder, const char *path, int flags, mode_t mode) {
    if (is_below(path) && is_hit("openat", path, flags & O_ACCMODE)) return fault();
    return (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = mode_of(flags, rest); \
        va_end(rest); \
        return opened(AT_FDCWD, path, flags, mode); \
    }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = mode_of(flags, rest); \
        va_end(rest); \
        return opened(folder, path, flags, mode); \
    }
OPENING_AT(openat)
OPENING_AT(openat64)

int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }

// Calls that only look are no points at which anything could be lost: they do nothing but hang.

static void look(const char *name, const char *path) {
    if (deed && strcmp(deed, "hang") == 0 && is_below(path)) is_hit(name, path, 0);
}

#define LOOKING(name, type) \
    int name(const char *path, type *answer) { \
        REAL(int, #name, const char *, type *); \
        look(#name, path); \
        return real(path, answer); \
    }
LOOKING(stat, struct stat)
LOOKING(stat64, struct stat64)
LOOKING(lstat, struct stat)
LOOKING(lstat64, struct stat64)
LOOKING(statvfs, struct statvfs)
LOOKING(statvfs64, struct statvfs64)

int access(const char *path, int mode) {
    REAL(int, "access", const char *, int);
    look("access", path);
    return real(path, mode);
}

DIR *opendir(const char *path) {
    REAL(DIR *, "opendir", const char *);
    look("opendir", path);
    return real(path);
}
