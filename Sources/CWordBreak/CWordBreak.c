#include "CWordBreak.h"

// ICU's C API as the toolchain's FoundationICU exports it, with its prefix. The corresponding C functions are
// ubrk_open, ubrk_next and ubrk_close; UBRK_LINE is 2, UBRK_DONE is -1.
extern void *swift_ubrk_open(int type, const char *locale, const uint16_t *text, int32_t length, int *status);
extern int32_t swift_ubrk_next(void *iterator);
extern void swift_ubrk_close(void *iterator);

int32_t kiosk_line_breaks(const char *language, const uint16_t *text, int32_t length, int32_t *breaks, int32_t capacity) {
    int status = 0;
    void *iterator = swift_ubrk_open(2, language, text, length, &status);
    if (status > 0 || !iterator) return -1;
    int32_t count = 0;
    for (int32_t at = swift_ubrk_next(iterator); at != -1 && count < capacity; at = swift_ubrk_next(iterator)) {
        breaks[count++] = at;
    }
    swift_ubrk_close(iterator);
    return count;
}
