// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/statfs.h>
#include <unistd.h>

void platform_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

uint64_t platform_file_system_type(const char *path) {
    struct statfs facts;
    return statfs(path, &facts) == 0 ? (uint64_t)facts.f_type : 0;
}

int platform_sync_file_system(int descriptor) { return syncfs(descriptor) == 0 ? 0 : errno; }

int platform_rename_fresh(const char *from, const char *to) {
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    if (access(to, F_OK) == 0) return EEXIST;
    return rename(from, to) == 0 ? 0 : errno;
}

int platform_has_no_writer(int descriptor) {
    if (fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0) {
        fcntl(descriptor, F_SETLEASE, F_UNLCK);
        return 1;
    }
    return errno == EAGAIN ? 0 : -1;
}

void platform_count_no_database_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
