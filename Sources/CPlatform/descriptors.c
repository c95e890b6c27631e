// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE
#include "descriptors.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/// Room for one descriptor, aligned as the kernel wants it.
union passage {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr alignment;
};

int descriptor_send(int socket, int word, int passed) {
    union passage room = {0};
    struct iovec content = {.iov_base = &word, .iov_len = sizeof word};
    struct msghdr message = {.msg_iov = &content, .msg_iovlen = 1};
    ssize_t count;
    if (passed >= 0) {
        message.msg_control = room.bytes;
        message.msg_controllen = sizeof room.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof passed);
        memcpy(CMSG_DATA(header), &passed, sizeof passed);
    }
    do count = sendmsg(socket, &message, MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    return count < 0 ? errno : 0;
}

int descriptor_receive(int socket, int *word, int *passed) {
    union passage room = {0};
    struct iovec content = {.iov_base = word, .iov_len = sizeof *word};
    struct msghdr message = {
        .msg_iov = &content, .msg_iovlen = 1, .msg_control = room.bytes, .msg_controllen = sizeof room.bytes};
    ssize_t count;
    *passed = -1;
    do count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (count < 0 && errno == EINTR);
    if (count < 0) return -errno;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
        memcpy(passed, CMSG_DATA(header), sizeof *passed);
    if (count == (ssize_t)sizeof *word) return 1;
    if (*passed >= 0) close(*passed);
    *passed = -1;
    return count == 0 ? 0 : -EBADMSG;
}
