// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE
#include "cage.h"
#include "CPlatform.h"

#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// What the process had mapped when it was enclosed, and how well it was.
static uint64_t mapped;
static uint32_t enclosed;

static uint64_t mapped_bytes(void) {
    FILE *file = fopen("/proc/self/statm", "re");
    unsigned long pages = 0;
    if (file == NULL) return 0;
    if (fscanf(file, "%lu", &pages) != 1) pages = 0;
    fclose(file);
    return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static int give_up_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    return syscall(SYS_capset, &header, none) == 0 ? 0 : errno;
}

/// Whether the kernel takes the filter, tried on a child, since it cannot be taken off again.
static int can_filter_calls(void) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) _exit(cage_filter_calls());
    if (child < 0) return 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int platform_enclose(const char *const readable[], uint32_t *reached) {
    mapped = mapped_bytes();
    enclosed = 0;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    if (give_up_capabilities() == 0) enclosed |= PLATFORM_NO_PRIVILEGES;
    if (cage_close_files(readable) == 0) enclosed |= PLATFORM_NO_FILES;
    if (cage_prepare_filter((enclosed & PLATFORM_NO_FILES) != 0) == 0 && can_filter_calls())
        enclosed |= PLATFORM_FEW_CALLS;
    *reached = enclosed;
    return 0;
}

static int limit(__rlimit_resource_t resource, uint64_t value) {
    struct rlimit bound = {.rlim_cur = value, .rlim_max = value};
    return setrlimit(resource, &bound) == 0 ? 0 : errno;
}

int platform_confine(uint64_t memory_bytes) {
    int failure;
    if (mapped == 0) return EINVAL;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return errno;
    if ((failure = limit(RLIMIT_CORE, 0)) != 0) return failure;
    if ((failure = limit(RLIMIT_FSIZE, 0)) != 0) return failure;
    if ((failure = limit(RLIMIT_NOFILE, 32)) != 0) return failure;
    if ((failure = limit(RLIMIT_NPROC, 0)) != 0) return failure;
    if ((failure = limit(RLIMIT_AS, mapped + memory_bytes)) != 0) return failure;
    return enclosed & PLATFORM_FEW_CALLS ? cage_filter_calls() : 0;
}

int platform_allow_cpu(uint32_t seconds) {
    struct timespec used;
    struct rlimit bound;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0) return errno;
    if (getrlimit(RLIMIT_CPU, &bound) != 0) return errno;
    bound.rlim_cur = (rlim_t)used.tv_sec + 1 + seconds;
    return setrlimit(RLIMIT_CPU, &bound) == 0 ? 0 : errno;
}
