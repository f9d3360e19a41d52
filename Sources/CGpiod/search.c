// Looks through the chips of the board; the same for both versions of the library.
#include "chips.h"
#include "include/CGpiod.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER "/dev"
#define PREFIX "gpiochip"

/// Nodes of chips, but no links: some boards give one chip two names, and its lines must not be found twice.
static int is_chip(const struct dirent *entry) {
    if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) != 0) return 0;
    char path[sizeof FOLDER + sizeof entry->d_name];
    struct stat status;
    snprintf(path, sizeof path, FOLDER "/%s", entry->d_name);
    return lstat(path, &status) == 0 && S_ISCHR(status.st_mode);
}

/// Looks for a chip (`name` is NULL) or for a line on one chip or on all.
static int find(const char *chip, const char *name, char *path, size_t room, unsigned *offset) {
    struct dirent **entries;
    int count = scandir(FOLDER, &entries, is_chip, alphasort);
    if (count < 0) return -errno;
    int found = -ENOENT, hits = 0;
    for (int i = 0; i < count; i++) {
        char here[sizeof FOLDER + sizeof entries[i]->d_name];
        snprintf(here, sizeof here, FOLDER "/%s", entries[i]->d_name);
        bool is_named = chip && strcmp(chip, entries[i]->d_name) == 0;
        free(entries[i]);
        struct gpiod_chip *open = kiosk_chip_open(here);
        if (!open) {
            // Another one may still have it; if none has, this is why.
            if (found == -ENOENT && (!chip || is_named)) found = -errno;
            continue;
        }
        if (!chip || is_named || kiosk_chip_is_labelled(open, chip)) {
            int line = name ? kiosk_chip_offset(open, name) : 0;
            if (line >= 0 && hits++ == 0) {
                found = strlen(here) < room ? 0 : -ENAMETOOLONG;
                if (found == 0) strcpy(path, here);
                if (offset) *offset = (unsigned)line;
            } else if (line < 0 && line != -ENOENT && hits == 0) {
                found = line;
            }
        }
        kiosk_chip_close(open);
    }
    free(entries);
    return hits > 1 ? -ENOTUNIQ : found;
}

int kiosk_line_find(const char *chip, const char *name, char *path, size_t room, unsigned *offset) {
    return find(chip, name, path, room, offset);
}

int kiosk_chip_find(const char *chip, char *path, size_t room) { return find(chip, NULL, path, room, NULL); }
