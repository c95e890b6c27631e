// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/statfs.h>
#include <time.h>
#include <unistd.h>

static uint64_t mapped_bytes(void) {
    FILE *file = fopen("/proc/self/statm", "re");
    unsigned long pages = 0;
    if (file == NULL) return 0;
    if (fscanf(file, "%lu", &pages) != 1) pages = 0;
    fclose(file);
    return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static int limit(__rlimit_resource_t resource, uint64_t value) {
    struct rlimit bound = {.rlim_cur = value, .rlim_max = value};
    return setrlimit(resource, &bound) == 0 ? 0 : errno;
}

int platform_confine(uint64_t memory_bytes) {
    uint64_t mapped = mapped_bytes();
    int failure;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return errno;
    if ((failure = limit(RLIMIT_CORE, 0)) != 0) return failure;
    if ((failure = limit(RLIMIT_FSIZE, 0)) != 0) return failure;
    if ((failure = limit(RLIMIT_NOFILE, 32)) != 0) return failure;
    return limit(RLIMIT_AS, mapped + memory_bytes);
}

int platform_allow_cpu(uint32_t seconds) {
    struct timespec used;
    struct rlimit bound;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0) return errno;
    if (getrlimit(RLIMIT_CPU, &bound) != 0) return errno;
    bound.rlim_cur = (rlim_t)used.tv_sec + 1 + seconds;
    return setrlimit(RLIMIT_CPU, &bound) == 0 ? 0 : errno;
}

void platform_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

uint64_t platform_file_system_type(const char *path) {
    struct statfs facts;
    return statfs(path, &facts) == 0 ? (uint64_t)facts.f_type : 0;
}

int platform_sync_file_system(int descriptor) { return syncfs(descriptor) == 0 ? 0 : errno; }

int platform_has_no_writer(int descriptor) {
    if (fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0) {
        fcntl(descriptor, F_SETLEASE, F_UNLCK);
        return 1;
    }
    return errno == EAGAIN ? 0 : -1;
}
