// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE
#include "cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Rights that kernels later than these headers know: truncating a file, talking to a device.
enum { truncate_right = 1 << 14, device_right = 1 << 15 };

/// Every right over files that a kernel with this version of Landlock can withhold.
static uint64_t rights(int version) {
    uint64_t all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    if (version >= 2) all |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= 3) all |= truncate_right;
    if (version >= 5) all |= device_right;
    return all;
}

/// A folder that is not there needs no right.
static int allow_reading(int rules, const char *folder) {
    struct landlock_path_beneath_attr beneath = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE};
    int failure = 0;
    beneath.parent_fd = open(folder, O_PATH | O_CLOEXEC);
    if (beneath.parent_fd < 0) return errno == ENOENT ? 0 : errno;
    if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0) failure = errno;
    close(beneath.parent_fd);
    return failure;
}

int cage_close_files(const char *const readable[]) {
    int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return version < 0 ? errno : ENOSYS;
    struct landlock_ruleset_attr attributes = {.handled_access_fs = rights(version)};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (rules < 0) return errno;
    int failure = 0;
    for (; failure == 0 && *readable != NULL; readable++) failure = allow_reading(rules, *readable);
    if (failure == 0 && syscall(SYS_landlock_restrict_self, rules, 0) != 0) failure = errno;
    close(rules);
    return failure;
}
