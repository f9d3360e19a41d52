// Lines of buttons and lamps. libgpiod 1.6 (Debian 12) and 2.x (Debian 13) have nothing in common but their name;
// whoever uses this header does not know which one is there.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The version of the library that is linked, for example "1.6.3".
const char *kiosk_gpio_version(void);

/// A line that this program holds.
struct kiosk_line;

/// What pulls an input that nobody holds.
enum kiosk_bias { KIOSK_BIAS_AS_IT_IS, KIOSK_BIAS_NONE, KIOSK_BIAS_UP, KIOSK_BIAS_DOWN };

/// Finds a line by the name that the board's description gives it.
///
/// `chip` is searched alone if it is not NULL: a name such as "gpiochip0", or a label such as "pinctrl-rp1".
/// Returns 0 and fills in the path of the chip and the number of the line; else the negative errno: -ENOENT when
/// there is none, -EACCES when a chip may not be opened and the others do not have it, -ENOTUNIQ when two chips have it.
int kiosk_line_find(const char *chip, const char *name, char *path, size_t room, unsigned *offset);

/// Finds a chip by its name or its label; returns 0 and its path, or the negative errno as `kiosk_line_find` does.
int kiosk_chip_find(const char *chip, char *path, size_t room);

/// Takes a line of the chip at `path` as an input that tells of both edges.
///
/// The library and the kernel ignore short pulses for `debounce_us` where they can; 0: never.
/// Returns 0 and the line, or the negative errno.
int kiosk_line_take_input(const char *path, unsigned offset, bool is_active_low, enum kiosk_bias bias,
                          unsigned debounce_us, struct kiosk_line **line);

/// Takes a line of the chip at `path` as an output that is active at once or not; 0 and the line, or the negative errno.
int kiosk_line_take_output(const char *path, unsigned offset, bool is_active_low, bool is_active,
                           struct kiosk_line **line);

/// What to wait on for edges.
int kiosk_line_descriptor(const struct kiosk_line *line);

/// Whether the kernel ignores short pulses on this line.
bool kiosk_line_is_debounced(const struct kiosk_line *line);

/// Takes the next edge without waiting: 1 when there was one, 0 when there is none, else the negative errno.
///
/// `when_ns` is on CLOCK_MONOTONIC since Linux 5.7, and on CLOCK_REALTIME before.
int kiosk_line_next_edge(struct kiosk_line *line, bool *is_active, uint64_t *when_ns);

/// Whether the line is active now: 1 or 0, or the negative errno.
int kiosk_line_level(struct kiosk_line *line);

/// Makes an output active or not: 0, or the negative errno.
int kiosk_line_set(struct kiosk_line *line, bool is_active);

/// Gives the line back; an output is an input from then on.
void kiosk_line_release(struct kiosk_line *line);
