// libgpiod 2.x, which speaks the kernel's second interface. Only 1.6 defines GPIOD_BIT.
#include <gpiod.h>
#ifndef GPIOD_BIT
#include "chips.h"
#include "include/CGpiod.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define USER "mrc-kiosk"

/// What drivers answer that have no such thing; not in errno.h.
#define KERNEL_ENOTSUPP 524

struct kiosk_line {
    struct gpiod_line_request *request;
    struct gpiod_edge_event_buffer *edges;
    unsigned offset;
    bool is_debounced;
};

const char *kiosk_gpio_version(void) { return gpiod_api_version(); }

struct gpiod_chip *kiosk_chip_open(const char *path) { return gpiod_chip_open(path); }
void kiosk_chip_close(struct gpiod_chip *chip) { gpiod_chip_close(chip); }

bool kiosk_chip_is_labelled(struct gpiod_chip *chip, const char *label) {
    struct gpiod_chip_info *info = gpiod_chip_get_info(chip);
    if (!info) return false;
    bool is_it = strcmp(gpiod_chip_info_get_label(info), label) == 0;
    gpiod_chip_info_free(info);
    return is_it;
}

int kiosk_chip_offset(struct gpiod_chip *chip, const char *name) {
    int offset = gpiod_chip_get_line_offset_from_name(chip, name);
    return offset < 0 ? -errno : offset;
}

/// Asks for the line; 0 or the negative errno.
static int request(const char *path, struct gpiod_line_settings *settings, struct kiosk_line *line) {
    struct gpiod_chip *chip = gpiod_chip_open(path);
    struct gpiod_line_config *lines = gpiod_line_config_new();
    struct gpiod_request_config *user = gpiod_request_config_new();
    int status = 0;
    if (!chip || !lines || !user) {
        status = -errno;
    } else {
        gpiod_request_config_set_consumer(user, USER);
        if (gpiod_line_config_add_line_settings(lines, &line->offset, 1, settings) < 0) status = -errno;
        else line->request = gpiod_chip_request_lines(chip, user, lines);
        if (status == 0 && !line->request) status = -errno;
    }
    if (user) gpiod_request_config_free(user);
    if (lines) gpiod_line_config_free(lines);
    if (chip) gpiod_chip_close(chip);
    return status;
}

/// Takes a line as the settings say, without the debouncing where the driver has none.
static int take(const char *path, unsigned offset, struct gpiod_line_settings *settings, unsigned debounce_us,
                struct kiosk_line **line) {
    struct kiosk_line *new = calloc(1, sizeof *new);
    int status = new ? 0 : -ENOMEM;
    if (new) {
        new->offset = offset;
        new->edges = gpiod_edge_event_buffer_new(1);
        if (!new->edges) status = -errno;
    }
    if (status == 0) {
        gpiod_line_settings_set_debounce_period_us(settings, debounce_us);
        status = request(path, settings, new);
        new->is_debounced = status == 0 && debounce_us > 0;
        if (debounce_us > 0 && (status == -EINVAL || status == -EOPNOTSUPP || status == -KERNEL_ENOTSUPP)) {
            gpiod_line_settings_set_debounce_period_us(settings, 0);
            status = request(path, settings, new);
        }
    }
    gpiod_line_settings_free(settings);
    if (status == 0) *line = new;
    else if (new) kiosk_line_release(new);
    return status;
}

int kiosk_line_take_input(const char *path, unsigned offset, bool is_active_low, enum kiosk_bias bias,
                          unsigned debounce_us, struct kiosk_line **line) {
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    if (!settings) return -errno;
    gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_INPUT);
    gpiod_line_settings_set_edge_detection(settings, GPIOD_LINE_EDGE_BOTH);
    gpiod_line_settings_set_event_clock(settings, GPIOD_LINE_CLOCK_MONOTONIC);
    gpiod_line_settings_set_active_low(settings, is_active_low);
    switch (bias) {
    case KIOSK_BIAS_AS_IT_IS: break;
    case KIOSK_BIAS_NONE: gpiod_line_settings_set_bias(settings, GPIOD_LINE_BIAS_DISABLED); break;
    case KIOSK_BIAS_UP: gpiod_line_settings_set_bias(settings, GPIOD_LINE_BIAS_PULL_UP); break;
    case KIOSK_BIAS_DOWN: gpiod_line_settings_set_bias(settings, GPIOD_LINE_BIAS_PULL_DOWN); break;
    }
    return take(path, offset, settings, debounce_us, line);
}

int kiosk_line_take_output(const char *path, unsigned offset, bool is_active_low, bool is_active,
                           struct kiosk_line **line) {
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    if (!settings) return -errno;
    gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_OUTPUT);
    gpiod_line_settings_set_active_low(settings, is_active_low);
    gpiod_line_settings_set_output_value(settings, is_active ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
    return take(path, offset, settings, 0, line);
}

int kiosk_line_descriptor(const struct kiosk_line *line) { return gpiod_line_request_get_fd(line->request); }
bool kiosk_line_is_debounced(const struct kiosk_line *line) { return line->is_debounced; }

int kiosk_line_next_edge(struct kiosk_line *line, bool *is_active, uint64_t *when_ns) {
    int status = gpiod_line_request_wait_edge_events(line->request, 0);
    if (status <= 0) return status < 0 ? -errno : 0;
    if (gpiod_line_request_read_edge_events(line->request, line->edges, 1) < 1) return errno == EAGAIN ? 0 : -errno;
    struct gpiod_edge_event *event = gpiod_edge_event_buffer_get_event(line->edges, 0);
    if (!event) return -errno;
    *is_active = gpiod_edge_event_get_event_type(event) == GPIOD_EDGE_EVENT_RISING_EDGE;
    *when_ns = gpiod_edge_event_get_timestamp_ns(event);
    return 1;
}

int kiosk_line_level(struct kiosk_line *line) {
    enum gpiod_line_value level = gpiod_line_request_get_value(line->request, line->offset);
    return level == GPIOD_LINE_VALUE_ERROR ? -errno : level == GPIOD_LINE_VALUE_ACTIVE;
}

int kiosk_line_set(struct kiosk_line *line, bool is_active) {
    enum gpiod_line_value level = is_active ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE;
    return gpiod_line_request_set_value(line->request, line->offset, level) < 0 ? -errno : 0;
}

void kiosk_line_release(struct kiosk_line *line) {
    if (line->edges) gpiod_edge_event_buffer_free(line->edges);
    if (line->request) gpiod_line_request_release(line->request);
    free(line);
}
#endif
