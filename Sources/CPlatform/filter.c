// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE
#include "cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

/// What reading needs of the kernel beyond memory and its channel: time, chance, and an orderly end.
static const int harmless[] = {
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close),
    SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(fstatfs), SCMP_SYS(fadvise64), SCMP_SYS(brk), SCMP_SYS(munmap),
    SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
    SCMP_SYS(membarrier), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(time),
    SCMP_SYS(pause), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(gettid), SCMP_SYS(getuid),
    SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getrusage), SCMP_SYS(uname), SCMP_SYS(sysinfo),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group),
};

/// What no reader ever does: who tries is no reader any more and ends at once. Everything else is refused with an error,
/// since a library may try it in good faith.
static const int hostile[] = {
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(bpf), SCMP_SYS(mount), SCMP_SYS(pivot_root),
    SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(userfaultfd), SCMP_SYS(perf_event_open), SCMP_SYS(init_module),
    SCMP_SYS(finit_module), SCMP_SYS(kexec_load), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
    SCMP_SYS(open_by_handle_at), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept4),
};

static int add_all(scmp_filter_ctx filter, uint32_t action, const int calls[], size_t count) {
    int failure = 0;
    for (size_t index = 0; failure == 0 && index < count; index++)
        failure = seccomp_rule_add(filter, action, calls[index], 0);
    return failure;
}

/// A call that is harmless when the bits of `mask` in one argument have this value.
static int add_when(scmp_filter_ctx filter, int call, unsigned argument, uint64_t mask, uint64_t value) {
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_CMP(argument, SCMP_CMP_MASKED_EQ, mask, value));
}

static int add_rules(scmp_filter_ctx filter, int may_open) {
    static const int descriptor_questions[] = {F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC};
    // Landlock does not ask about a file that is held without being read.
    const uint64_t else_than_reading =
        O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY) | O_PATH;
    int failure = add_all(filter, SCMP_ACT_ALLOW, harmless, sizeof harmless / sizeof *harmless);
    if (failure == 0) failure = add_all(filter, SCMP_ACT_KILL_PROCESS, hostile, sizeof hostile / sizeof *hostile);
    // Memory that could be run as a program is not to be had.
    if (failure == 0) failure = add_when(filter, SCMP_SYS(mmap), 2, PROT_EXEC, 0);
    if (failure == 0) failure = add_when(filter, SCMP_SYS(mprotect), 2, PROT_EXEC, 0);
    // Its own limits, and nobody else's.
    if (failure == 0) failure = add_when(filter, SCMP_SYS(prlimit64), 0, ~0ULL, 0);
    // How the C library asks about an open file.
    if (failure == 0) failure = add_when(filter, SCMP_SYS(newfstatat), 3, AT_EMPTY_PATH, AT_EMPTY_PATH);
    for (size_t index = 0; failure == 0 && index < sizeof descriptor_questions / sizeof(int); index++)
        failure = add_when(filter, SCMP_SYS(fcntl), 1, ~0ULL, (uint64_t)descriptor_questions[index]);
    // Which files may be opened for reading, only Landlock can say.
    if (failure == 0 && may_open) failure = add_when(filter, SCMP_SYS(openat), 2, else_than_reading, 0);
    return failure;
}

/// The filter as the kernel takes it, made once and given to every child.
static struct sock_filter program[4096];
static struct sock_fprog prepared = {.len = 0, .filter = program};

int cage_prepare_filter(int may_open) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == NULL) return ENOMEM;
    int file = memfd_create("filter", MFD_CLOEXEC);
    int failure = file < 0 ? errno : -add_rules(filter, may_open);
    if (failure == 0) failure = -seccomp_export_bpf(filter, file);
    ssize_t size = failure == 0 ? pread(file, program, sizeof program, 0) : 0;
    if (failure == 0 && (size <= 0 || size == (ssize_t)sizeof program)) failure = EFBIG;
    if (failure == 0) prepared.len = (unsigned short)((size_t)size / sizeof *program);
    if (file >= 0) close(file);
    seccomp_release(filter);
    return failure;
}

int cage_filter_calls(void) {
    if (prepared.len == 0) return ENOSYS;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prepared, 0, 0) == 0 ? 0 : errno;
}
