// libgpiod 1.6, which speaks the kernel's first interface. It alone defines GPIOD_BIT.
#include <gpiod.h>
#ifdef GPIOD_BIT
#include "chips.h"
#include "include/CGpiod.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define USER "mrc-kiosk"

struct kiosk_line {
    struct gpiod_chip *chip;
    struct gpiod_line *line;
};

const char *kiosk_gpio_version(void) { return gpiod_version_string(); }

struct gpiod_chip *kiosk_chip_open(const char *path) { return gpiod_chip_open(path); }
void kiosk_chip_close(struct gpiod_chip *chip) { gpiod_chip_close(chip); }
bool kiosk_chip_is_labelled(struct gpiod_chip *chip, const char *label) {
    return strcmp(gpiod_chip_label(chip), label) == 0;
}

int kiosk_chip_offset(struct gpiod_chip *chip, const char *name) {
    errno = 0;
    struct gpiod_line *line = gpiod_chip_find_line(chip, name);
    if (line) return (int)gpiod_line_offset(line);
    return errno ? -errno : -ENOENT;
}

static int take(const char *path, unsigned offset, struct kiosk_line **line) {
    struct kiosk_line *new = calloc(1, sizeof *new);
    if (!new) return -ENOMEM;
    new->chip = gpiod_chip_open(path);
    new->line = new->chip ? gpiod_chip_get_line(new->chip, offset) : NULL;
    if (!new->line) {
        int status = -errno;
        kiosk_line_release(new);
        return status;
    }
    *line = new;
    return 0;
}

int kiosk_line_take_input(const char *path, unsigned offset, bool is_active_low, enum kiosk_bias bias,
                          unsigned debounce_us, struct kiosk_line **line) {
    (void)debounce_us; // The first interface has none.
    int flags = is_active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;
    switch (bias) {
    case KIOSK_BIAS_AS_IT_IS: break;
    case KIOSK_BIAS_NONE: flags |= GPIOD_LINE_REQUEST_FLAG_BIAS_DISABLE; break;
    case KIOSK_BIAS_UP: flags |= GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP; break;
    case KIOSK_BIAS_DOWN: flags |= GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN; break;
    }
    int status = take(path, offset, line);
    if (status != 0) return status;
    if (gpiod_line_request_both_edges_events_flags((*line)->line, USER, flags) == 0) return 0;
    status = -errno;
    kiosk_line_release(*line);
    return status;
}

int kiosk_line_take_output(const char *path, unsigned offset, bool is_active_low, bool is_active,
                           struct kiosk_line **line) {
    int status = take(path, offset, line);
    if (status != 0) return status;
    int flags = is_active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;
    if (gpiod_line_request_output_flags((*line)->line, USER, flags, is_active) == 0) return 0;
    status = -errno;
    kiosk_line_release(*line);
    return status;
}

int kiosk_line_descriptor(const struct kiosk_line *line) { return gpiod_line_event_get_fd(line->line); }
bool kiosk_line_is_debounced(const struct kiosk_line *line) { (void)line; return false; }

int kiosk_line_next_edge(struct kiosk_line *line, bool *is_active, uint64_t *when_ns) {
    struct timespec at_once = {0, 0};
    struct gpiod_line_event event;
    int status = gpiod_line_event_wait(line->line, &at_once);
    if (status <= 0) return status < 0 ? -errno : 0;
    if (gpiod_line_event_read(line->line, &event) < 0) return errno == EAGAIN ? 0 : -errno;
    *is_active = event.event_type == GPIOD_LINE_EVENT_RISING_EDGE;
    *when_ns = (uint64_t)event.ts.tv_sec * 1000000000u + (uint64_t)event.ts.tv_nsec;
    return 1;
}

int kiosk_line_level(struct kiosk_line *line) {
    int level = gpiod_line_get_value(line->line);
    return level < 0 ? -errno : level;
}

int kiosk_line_set(struct kiosk_line *line, bool is_active) {
    return gpiod_line_set_value(line->line, is_active) < 0 ? -errno : 0;
}

void kiosk_line_release(struct kiosk_line *line) {
    if (line->line && gpiod_line_is_requested(line->line)) gpiod_line_release(line->line);
    if (line->chip) gpiod_chip_close(line->chip);
    free(line);
}
#endif
