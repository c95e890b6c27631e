// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE
#include "CPlatform.h"
#include "descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/// Where a nursery has its line to the daemon, and a child its channel.
enum { line = 0 };

static int connect_pair(int type, int ends[2]) { return socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends) ? errno : 0; }

/// Threads of this process; the folder of them has a link for each and two of its own.
static unsigned long threads(void) {
    struct stat facts;
    return stat("/proc/self/task", &facts) == 0 ? (unsigned long)facts.st_nlink - 2 : 0;
}

/// A child reads one document after another: memory that it frees is kept for the next, in lists that need no searching,
/// instead of being given back to the kernel, which would have to clear it anew.
#define MEMORY "GLIBC_TUNABLES=glibc.malloc.tcache_count=2000:glibc.malloc.trim_threshold=33554432" \
               ":glibc.malloc.mmap_threshold=33554432:glibc.malloc.top_pad=1048576"

int platform_start_nursery(const char *path, char *const arguments[], int *control) {
    // A child that crashes must end, not start a program that looks for the reason.
    char *const environment[] = {"PATH=/usr/bin", "LANG=C.UTF-8", "SWIFT_BACKTRACE=enable=no", MEMORY, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    int ends[2], failure;
    pid_t process = 0;
    if ((failure = connect_pair(SOCK_SEQPACKET, ends)) != 0) return -failure;
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, ends[1], line);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawn_file_actions_addchdir_np(&files, "/");
    // Threads that start programs have signals blocked, among them the one that ends a child out of processor time.
    posix_spawnattr_setsigmask(&attributes, &none);
    // What a terminal sends to the daemon's group must not end readers before the daemon has decided what becomes of them.
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    failure = posix_spawn(&process, path, &files, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    if (failure != 0) close(ends[0]);
    *control = failure == 0 ? ends[0] : -1;
    return failure == 0 ? process : -failure;
}

/// Waits for the nursery's word, for at most `milliseconds`. Returns its word, or a negative error number.
static int hear(int control, int milliseconds, int *passed) {
    struct pollfd ready = {.fd = control, .events = POLLIN};
    int word = 0, count;
    do count = poll(&ready, 1, milliseconds);
    while (count < 0 && errno == EINTR);
    if (count <= 0) return count < 0 ? -errno : -ETIMEDOUT;
    if ((count = descriptor_receive(control, &word, passed)) <= 0) return count < 0 ? count : -EPIPE;
    return word > 0 ? -word : 0;
}

int platform_await_nursery(int control, int milliseconds) {
    int passed = -1;
    int failure = hear(control, milliseconds, &passed);
    if (passed >= 0) close(passed);
    return -failure;
}

int platform_ask_for_child(int control, int milliseconds, int *channel) {
    int ends[2], failure, process = -1;
    if ((failure = connect_pair(SOCK_STREAM, ends)) != 0) return -failure;
    failure = descriptor_send(control, 0, ends[1]);
    close(ends[1]);
    if (failure == 0) failure = -hear(control, milliseconds, &process);
    if (failure == 0 && process < 0) failure = EBADMSG;
    if (failure == 0 && fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) failure = errno;
    if (failure != 0) {
        if (process >= 0) close(process);
        close(ends[0]);
        return -failure;
    }
    *channel = ends[0];
    return process;
}

void platform_end_child(int process) { syscall(SYS_pidfd_send_signal, process, SIGKILL, NULL, 0); }

void platform_end_nursery(int process, int control) {
    close(control);
    // Its children are of its group, which nobody else is in.
    kill(-process, SIGKILL);
    while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {}
}

/// Interrupts the waiting when a child has ended.
static void wake(int signal) { (void)signal; }

/// Makes the fresh process a child that has nothing but its channel, and that ends with its nursery.
static int become_child(int channel, pid_t nursery, const sigset_t *signals) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return -errno;
    if (getppid() != nursery) _exit(1);
    prctl(PR_SET_NAME, "esenzioni-read", 0, 0, 0);
    if (dup2(channel, line) < 0 || close_range(3, ~0U, 0) != 0) return -errno;
    signal(SIGCHLD, SIG_DFL);
    return sigprocmask(SIG_SETMASK, signals, NULL) == 0 ? PLATFORM_CHILD : -errno;
}

/// Tells the daemon of its new child by a descriptor that stands for this very process and no later one of its number.
static int announce(pid_t child, int failure) {
    int process = child > 0 ? (int)syscall(SYS_pidfd_open, child, 0) : -1;
    if (child > 0 && process < 0) {
        failure = errno;
        kill(child, SIGKILL);
    }
    failure = descriptor_send(line, failure, process);
    if (process >= 0) close(process);
    return failure;
}

int platform_run_nursery(void) {
    struct sigaction reaping = {.sa_handler = wake};
    sigset_t chld, signals;
    pid_t nursery = getpid();
    int failure;
    // A lock that another thread holds would stay held for ever in the child.
    if (threads() != 1) return -EBUSY;
    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    if (sigaction(SIGCHLD, &reaping, NULL) != 0 || sigprocmask(SIG_BLOCK, &chld, &signals) != 0) return -errno;
    // The path it was started by says nothing to somebody who looks at the list of processes.
    prctl(PR_SET_NAME, "esenzioni-nurse", 0, 0, 0);
    // The daemon ends its nurseries by hanging up, when it knows what becomes of the documents being read.
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    if ((failure = descriptor_send(line, 0, -1)) != 0) return -failure;
    for (;;) {
        struct pollfd ready = {.fd = line, .events = POLLIN};
        int word, channel;
        while (waitpid(-1, NULL, WNOHANG) > 0) {}
        if (ppoll(&ready, 1, NULL, &signals) < 0) {
            if (errno == EINTR) continue;
            return -errno;
        }
        if ((failure = descriptor_receive(line, &word, &channel)) <= 0) return failure;
        if (channel < 0) continue;
        pid_t child = fork();
        if (child == 0) return become_child(channel, nursery, &signals);
        failure = child < 0 ? errno : 0;
        close(channel);
        if ((failure = announce(child, failure)) != 0) return -failure;
    }
}
