// What the search for lines needs of each version of the library.
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct gpiod_chip;

/// An opened chip, or NULL and errno.
struct gpiod_chip *kiosk_chip_open(const char *path);
void kiosk_chip_close(struct gpiod_chip *chip);

/// Whether the chip has this label.
bool kiosk_chip_is_labelled(struct gpiod_chip *chip, const char *label);

/// The number of the line with this name, or the negative errno: -ENOENT when there is none.
int kiosk_chip_offset(struct gpiod_chip *chip, const char *name);
