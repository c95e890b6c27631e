// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE
#include "CEscape.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define VICTIM "/tmp/esenzioni-escape"

static int opens(const char *path, int flags) { return open(path, flags, 0600) >= 0; }
static int read_accounts(void) { return opens("/etc/passwd", O_RDONLY); }
static int read_program(void) { return opens("/proc/self/exe", O_RDONLY); }
static int read_through_path_only(void) { return opens("/etc/passwd", O_PATH); }
static int read_past_a_font(void) { return opens("/usr/share/fonts/../../../etc/passwd", O_RDONLY); }
static int write_file(void) { return opens(VICTIM, O_CREAT | O_WRONLY); }
static int write_font(void) { return opens("/usr/share/fonts/escape", O_CREAT | O_WRONLY); }
static int write_unnamed(void) { return opens("/tmp", O_TMPFILE | O_RDWR); }
static int list_folder(void) { return opendir("/") != NULL; }
static int remove_file(void) { return unlink(VICTIM) == 0; }
static int rename_file(void) { return rename(VICTIM, VICTIM "d") == 0; }
static int make_folder(void) { return mkdir(VICTIM, 0700) == 0; }
static int make_link(void) { return symlink("/etc/passwd", VICTIM) == 0; }
static int make_hard_link(void) { return link("/etc/passwd", VICTIM) == 0; }
static int make_pipe(void) { return mkfifo(VICTIM, 0600) == 0; }
static int change_mode(void) { return chmod("/tmp", 01777) == 0; }
static int look(void) { return access("/etc/passwd", F_OK) == 0; }
static int leave(void) { return chdir("/tmp") == 0; }
static int change_root(void) { return chroot("/tmp") == 0; }

static int read_nursery(void) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/mem", getppid());
    return opens(path, O_RDONLY);
}

static int read_nursery_memory(void) {
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)&escape_name, 1};
    return process_vm_readv(getppid(), &here, 1, &there, 1, 0) == 1;
}

static int internet_socket(void) { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }
static int datagram_socket(void) { return socket(AF_INET6, SOCK_DGRAM, 0) >= 0; }
static int local_socket(void) { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }
static int kernel_socket(void) { return socket(AF_NETLINK, SOCK_RAW, 0) >= 0; }
static int socket_pair(void) {
    int ends[2];
    return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0;
}

static int connect_channel(void) {
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(8080), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    return connect(0, (struct sockaddr *)&place, sizeof place) == 0;
}

static int forks(void) { return fork() >= 0; }
static int clones(void) { return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) >= 0; }
static void *nothing(void *argument) { return argument; }
static int starts_thread(void) {
    pthread_t thread;
    int failure = pthread_create(&thread, NULL, nothing, NULL);
    errno = failure;
    return failure == 0;
}

static int runs_program(void) { return execl("/bin/true", "true", NULL) == 0; }
static int runs_open_program(void) { return syscall(SYS_execveat, 0, "", NULL, NULL, AT_EMPTY_PATH) == 0; }
static int traces(void) { return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0; }
static int ends_nursery(void) { return kill(getppid(), SIGKILL) == 0; }
static int ends_everything(void) { return kill(-1, SIGKILL) == 0; }
static int stops_nursery(void) { return syscall(SYS_tgkill, getppid(), getppid(), SIGSTOP) == 0; }

static int writes(int descriptor) { return write(descriptor, "x", 1) == 1; }
static int write_elsewhere(void) {
    for (int descriptor = 3; descriptor < 1024; descriptor++)
        if (writes(descriptor)) return 1;
    return 0;
}

static int maps(size_t size, int rights) {
    return mmap(NULL, size, rights, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}
static int takes_memory(void) { return maps(64UL << 30, PROT_READ | PROT_WRITE); }
static int maps_program(void) { return maps(4096, PROT_READ | PROT_WRITE | PROT_EXEC); }
static int makes_program(void) {
    static char page[8192];
    void *start = (void *)(((size_t)page + 4095) & ~(size_t)4095);
    return mprotect(start, 4096, PROT_READ | PROT_EXEC) == 0;
}
static int memory_file(void) { return memfd_create("escape", 0) >= 0; }

static int raises(__rlimit_resource_t resource) {
    struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(resource, &more) == 0;
}
static int raises_memory(void) { return raises(RLIMIT_AS); }
static int raises_descriptors(void) { return raises(RLIMIT_NOFILE); }
static int raises_files(void) { return raises(RLIMIT_FSIZE); }
static int limits_nursery(void) {
    struct rlimit none = {0, 0};
    return prlimit(getppid(), RLIMIT_NOFILE, &none, NULL) == 0;
}

static int changes_user(void) { return setuid(getuid() == 0 ? 1 : 0) == 0; }
static int gets_namespace(void) { return unshare(CLONE_NEWUSER) == 0; }
static int mounts(void) { return mount("none", "/tmp", "tmpfs", 0, NULL) == 0; }
static int sets_clock(void) {
    struct timespec now = {0, 0};
    return clock_settime(CLOCK_REALTIME, &now) == 0;
}
static int opens_by_handle(void) { return syscall(SYS_open_by_handle_at, AT_FDCWD, NULL, 0) >= 0; }
static int opens_otherwise(void) { return syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", NULL, 0) >= 0; }
static int uses_ring(void) { return syscall(SYS_io_uring_setup, 1, NULL) >= 0; }
static int loads_filter(void) { return syscall(SYS_bpf, 0, NULL, 0) >= 0; }
static int watches_faults(void) { return syscall(SYS_userfaultfd, 0) >= 0; }
static int asks_terminal(void) { return syscall(SYS_ioctl, 0, 0x541B, NULL) >= 0; }

static const struct {
    const char *name;
    int (*attempt)(void);
} attempts[] = {
    {"read the accounts", read_accounts},
    {"read its own program", read_program},
    {"hold a file without reading it", read_through_path_only},
    {"read past a folder of fonts", read_past_a_font},
    {"open a file in another way", opens_otherwise},
    {"open a file by its handle", opens_by_handle},
    {"read the nursery's memory as a file", read_nursery},
    {"read the nursery's memory", read_nursery_memory},
    {"write a file", write_file},
    {"write among the fonts", write_font},
    {"write a file without a name", write_unnamed},
    {"make a file in memory", memory_file},
    {"list a folder", list_folder},
    {"remove a file", remove_file},
    {"rename a file", rename_file},
    {"make a folder", make_folder},
    {"make a link", make_link},
    {"make a hard link", make_hard_link},
    {"make a pipe", make_pipe},
    {"change a mode", change_mode},
    {"see whether a file is there", look},
    {"leave its folder", leave},
    {"change its root", change_root},
    {"get a socket", internet_socket},
    {"get a datagram socket", datagram_socket},
    {"get a local socket", local_socket},
    {"get a kernel socket", kernel_socket},
    {"get a pair of sockets", socket_pair},
    {"connect", connect_channel},
    {"fork", forks},
    {"clone", clones},
    {"start a thread", starts_thread},
    {"run a program", runs_program},
    {"run an open program", runs_open_program},
    {"trace the nursery", traces},
    {"end the nursery", ends_nursery},
    {"end everything", ends_everything},
    {"stop the nursery", stops_nursery},
    {"write to a descriptor", write_elsewhere},
    {"take 64 GB", takes_memory},
    {"map a program", maps_program},
    {"make memory a program", makes_program},
    {"have more memory", raises_memory},
    {"have more descriptors", raises_descriptors},
    {"write longer files", raises_files},
    {"limit the nursery", limits_nursery},
    {"become another user", changes_user},
    {"get a namespace", gets_namespace},
    {"mount", mounts},
    {"set the clock", sets_clock},
    {"use a ring", uses_ring},
    {"load a filter", loads_filter},
    {"watch faults", watches_faults},
    {"ask a device", asks_terminal},
};

enum { count = sizeof attempts / sizeof *attempts };

const char *escape_name(int index) { return index >= 0 && index < count ? attempts[index].name : NULL; }

int escape_attempt(const char *name) {
    for (int index = 0; index < count; index++) {
        if (strcmp(attempts[index].name, name) != 0) continue;
        errno = 0;
        return attempts[index].attempt() ? 0 : errno;
    }
    return EINVAL;
}
