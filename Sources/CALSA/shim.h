// The sound card: a stream of samples that the kernel plays.
#pragma once
#include <alsa/asoundlib.h>
#include <stddef.h>

/// The handler is variadic. Without one of its own the library writes to standard error whenever a card is missing.
static inline void kiosk_alsa_say_nothing(const char *file, int line, const char *function, int error, const char *format, ...) {
    (void)file; (void)line; (void)function; (void)error; (void)format;
}
static inline void kiosk_alsa_silence(void) { snd_lib_error_set_handler(kiosk_alsa_say_nothing); }
