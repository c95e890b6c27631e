// SPDX-License-Identifier: EUPL-1.2
#include "CPlatform.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/statvfs.h>

// Of the file format of SQLite's write-ahead log (sqlite.org/walformat.html).
enum { LOG_HEADER = 32, FRAME_HEADER = 24 };

enum { SMALLEST_PIECE = 256 << 10, LARGEST_PIECE = 4 << 20, BLOCK = 4096, ROOM = 100 };

/// SQLite's Unix files take less than 128 kB at once.
enum { MOST_AT_ONCE = 64 << 10 };

/// Fits into a pointer, so that nobody has to keep it for as long as the database is open.
struct log_kept {
    uint32_t frames;
    uint32_t page_bytes;
};

static int has_room(sqlite3 *database, const char *name, sqlite3_int64 bytes) {
    struct statvfs facts;
    const char *path = sqlite3_db_filename(database, name);
    return path != NULL && statvfs(path, &facts) == 0 && (sqlite3_int64)facts.f_bavail * (sqlite3_int64)facts.f_frsize / ROOM > bytes;
}

/// What fails here is left to the next commit to find: it writes to the same file, and tells.
static void lengthen(sqlite3 *database, const char *name, struct log_kept kept, int frames) {
    static const char zeros[MOST_AT_ONCE];
    sqlite3_file *log = NULL;
    sqlite3_int64 size;
    if (sqlite3_file_control(database, name, SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK) return;
    if (log == NULL || log->pMethods == NULL || log->pMethods->xFileSize(log, &size) != SQLITE_OK) return;
    const sqlite3_int64 frame = FRAME_HEADER + (sqlite3_int64)kept.page_bytes;
    const sqlite3_int64 most = LOG_HEADER + kept.frames * frame, used = LOG_HEADER + frames * frame;
    const sqlite3_int64 piece = used < SMALLEST_PIECE ? SMALLEST_PIECE : used > LARGEST_PIECE ? LARGEST_PIECE : used;
    if (size >= most || size - used >= piece / 2 || !has_room(database, name, piece)) return;
    sqlite3_int64 end = size + piece > most ? most : size + piece;
    end -= end % BLOCK;
    while (size < end) {
        const int part = end - size < MOST_AT_ONCE ? (int)(end - size) : MOST_AT_ONCE;
        if (log->pMethods->xWrite(log, zeros, part, size) != SQLITE_OK) return;
        size += part;
    }
    // So that after a commit nothing of the log waits for the disk; what is lost here is zeros.
    log->pMethods->xSync(log, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

static int after_commit(void *context, sqlite3 *database, const char *name, int frames) {
    struct log_kept kept;
    memcpy(&kept, &context, sizeof kept);
    lengthen(database, name, kept, frames);
    // A checkpoint that fails is tried again after the next commit; nothing is lost meanwhile.
    if ((uint32_t)frames >= kept.frames) sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return SQLITE_OK;
}

void platform_keep_log(void *database, uint32_t frames, uint32_t page_bytes) {
    const struct log_kept kept = {frames, page_bytes};
    void *context;
    _Static_assert(sizeof kept == sizeof context, "a pointer holds what is kept");
    memcpy(&context, &kept, sizeof context);
    sqlite3_wal_hook(database, after_commit, context);
}
