// SPDX-License-Identifier: EUPL-1.2
//
// The yardstick of `make bench` for reading: the same documents with the same libraries and nothing else.
//
// Usage: bench-limit PROCESSES FILE...   Prints documents a second.
#define _GNU_SOURCE
#include "bench-reading.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void read_file(const char *path) {
    struct stat facts;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &facts) != 0) exit(1);
    char *bytes = malloc((size_t)facts.st_size);
    ssize_t size = read(file, bytes, (size_t)facts.st_size);
    close(file);
    if (size != facts.st_size) exit(1);
    read_document(bytes, (size_t)size);
    free(bytes);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count < 3) return 64;
    int processes = atoi(arguments[1]), status, failed = 0;
    int files = count - 2;
    double start = seconds();
    if (!pin_poppler()) return 1;
    for (int process = 0; process < processes; process++) {
        if (fork() != 0) continue;
        for (int index = process; index < files; index += processes) read_file(arguments[2 + index]);
        _exit(found == 0);
    }
    while (wait(&status) > 0) failed |= status;
    printf("%.0f\n", files / (seconds() - start));
    return failed != 0;
}
