// SPDX-License-Identifier: EUPL-1.2
//
// The yardstick of `make bench` for the whole intake: copies, hashes, syncs, parses and commits with the daemon's durability,
// and nothing else. Each file is copied under its hash and synced; then comes a transaction (document, practice, event, six
// indexes, WAL with synchronous=FULL); then the file leaves the inbox.
//
// Usage: bench-intake PROCESSES GROUP STORE FILE...   GROUP files share a transaction. Prints documents a second.
#define _GNU_SOURCE
#include "bench-reading.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char schema[] =
    "CREATE TABLE document (sha256 TEXT PRIMARY KEY, name TEXT, size INTEGER, at INTEGER) STRICT;"
    "CREATE TABLE practice (id INTEGER PRIMARY KEY, asl TEXT, open INTEGER, created INTEGER, exemption TEXT, family TEXT,"
    " given TEXT, code TEXT, state TEXT) STRICT;"
    "CREATE TABLE event (id INTEGER PRIMARY KEY, practice INTEGER, at INTEGER, actor TEXT, state TEXT) STRICT;"
    "CREATE INDEX a ON practice (asl, open, created); CREATE INDEX b ON practice (asl, open, exemption, created);"
    "CREATE INDEX c ON practice (asl, open, family, given); CREATE INDEX d ON practice (asl, state, created);"
    "CREATE INDEX e ON practice (code); CREATE INDEX f ON event (practice, id);";

static sqlite3 *database;
static sqlite3_stmt *insert[3];

static void sure(int holds, const char *what) {
    if (holds) return;
    fprintf(stderr, "%s: %s\n", what, database ? sqlite3_errmsg(database) : "");
    exit(1);
}

static void sql(const char *text) { sure(sqlite3_exec(database, text, NULL, NULL, NULL) == SQLITE_OK, text); }

static void open_database(const char *store) {
    char path[4096];
    snprintf(path, sizeof path, "%s/intake.sqlite", store);
    sure(sqlite3_open(path, &database) == SQLITE_OK, path);
    sqlite3_busy_timeout(database, 60000);
    sql("PRAGMA journal_mode = WAL");
    sql("PRAGMA synchronous = FULL");
}

static void prepare(void) {
    static const char *const texts[3] = {
        "INSERT INTO document VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        "INSERT INTO practice (asl, open, created, exemption, family, given, code, state)"
        " VALUES ('010301', 1, ?1, '013', ?2, ?3, ?4, 'INVIATA')",
        "INSERT INTO event (practice, at, actor, state) VALUES (last_insert_rowid(), ?1, 'MEDICO', 'INVIATA')",
    };
    for (int index = 0; index < 3; index++)
        sure(sqlite3_prepare_v2(database, texts[index], -1, &insert[index], NULL) == SQLITE_OK, texts[index]);
}

static void run(sqlite3_stmt *statement) {
    sure(sqlite3_step(statement) == SQLITE_DONE, "insert");
    sqlite3_reset(statement);
}

static void record(const char *hash, const char *name, size_t size) {
    sqlite3_int64 now = time(NULL);
    sqlite3_bind_text(insert[0], 1, hash, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert[0], 2, name, -1, SQLITE_STATIC);
    sqlite3_bind_int64(insert[0], 3, (sqlite3_int64)size);
    sqlite3_bind_int64(insert[0], 4, now);
    run(insert[0]);
    sqlite3_bind_int64(insert[1], 1, now);
    sqlite3_bind_text(insert[1], 2, hash, 8, SQLITE_STATIC);
    sqlite3_bind_text(insert[1], 3, hash + 8, 8, SQLITE_STATIC);
    sqlite3_bind_text(insert[1], 4, hash + 16, 16, SQLITE_STATIC);
    run(insert[1]);
    sqlite3_bind_int64(insert[2], 1, now);
    run(insert[2]);
}

static void digest(const char *bytes, size_t size, char *hash) {
    unsigned char sum[32];
    unsigned int length = 32;
    sure(EVP_Digest(bytes, size, sum, &length, EVP_sha256(), NULL) == 1, "digest");
    for (int index = 0; index < 32; index++) sprintf(hash + 2 * index, "%02x", sum[index]);
}

static void keep(const char *store, const char *hash, const char *bytes, size_t size) {
    char temporary[4096], final[4096];
    snprintf(temporary, sizeof temporary, "%s/.%d.tmp", store, getpid());
    snprintf(final, sizeof final, "%s/%s", store, hash);
    int file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    sure(file >= 0 && write(file, bytes, size) == (ssize_t)size && fdatasync(file) == 0, temporary);
    close(file);
    sure(rename(temporary, final) == 0, final);
}

struct taken {
    const char *path;
    size_t size;
    char hash[65];
};

static struct taken take_in(const char *store, const char *path) {
    struct taken taken = {.path = path};
    struct stat facts;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    sure(file >= 0 && fstat(file, &facts) == 0, path);
    taken.size = (size_t)facts.st_size;
    char *bytes = malloc(taken.size);
    sure(read(file, bytes, taken.size) == (ssize_t)taken.size, path);
    close(file);
    digest(bytes, taken.size, taken.hash);
    keep(store, taken.hash, bytes, taken.size);
    read_document(bytes, taken.size);
    free(bytes);
    return taken;
}

static void work(int process, int processes, int group, const char *store, char **files, int count) {
    struct taken batch[64];
    open_database(store);
    prepare();
    for (int index = process; index < count;) {
        int size = 0;
        for (; size < group && size < 64 && index < count; size++, index += processes)
            batch[size] = take_in(store, files[index]);
        sql("BEGIN IMMEDIATE");
        for (int each = 0; each < size; each++) record(batch[each].hash, batch[each].path, batch[each].size);
        sql("COMMIT");
        for (int each = 0; each < size; each++) sure(unlink(batch[each].path) == 0, batch[each].path);
    }
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count < 5) return 64;
    int processes = atoi(arguments[1]), status, failed = 0;
    double start = seconds();
    open_database(arguments[3]);
    sql(schema);
    sqlite3_close(database);
    if (!pin_poppler()) return 1;
    for (int process = 0; process < processes; process++) {
        if (fork() != 0) continue;
        work(process, processes, atoi(arguments[2]), arguments[3], arguments + 4, count - 4);
        _exit(found == 0);
    }
    while (wait(&status) > 0) failed |= status;
    printf("%.0f\n", (count - 4) / (seconds() - start));
    return failed != 0;
}
