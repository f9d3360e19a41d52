// Word boundaries of Thai, Lao, Khmer and Burmese from the dictionaries of the ICU that the Swift toolchain carries.
// Build time only: the kiosk gets its texts with the breaks already in them.
#pragma once
#include <stdint.h>

/// Writes the UTF-16 offsets at which `text` may break into lines, in rising order.
///
/// Returns how many there are, at most `capacity`; -1 if the language has no rules here.
int32_t kiosk_line_breaks(const char *language, const uint16_t *text, int32_t length, int32_t *breaks, int32_t capacity);
