// What Debian's static Swift libraries call and the C library of Debian 12 (2.36) lacks; each is the older function, or
// the function of OpenBSD that glibc took over in 2.38. Weak: a newer C library's own come first.
#include <stdarg.h>
#include <stddef.h>

#define WEAK __attribute__((weak))

long strtol(const char *, char **, int);
long long strtoll(const char *, char **, int);
unsigned long strtoul(const char *, char **, int);
unsigned long long strtoull(const char *, char **, int);
int vsscanf(const char *, const char *, va_list);
size_t strlen(const char *);
void *memcpy(void *, const void *, size_t);

WEAK long __isoc23_strtol(const char *text, char **end, int base) { return strtol(text, end, base); }
WEAK long long __isoc23_strtoll(const char *text, char **end, int base) { return strtoll(text, end, base); }
WEAK unsigned long __isoc23_strtoul(const char *text, char **end, int base) { return strtoul(text, end, base); }
WEAK unsigned long long __isoc23_strtoull(const char *text, char **end, int base) { return strtoull(text, end, base); }

WEAK int __isoc23_sscanf(const char *text, const char *format, ...) {
    va_list values;
    va_start(values, format);
    int count = vsscanf(text, format, values);
    va_end(values);
    return count;
}

WEAK size_t strlcpy(char *to, const char *from, size_t room) {
    size_t length = strlen(from);
    if (room) {
        size_t kept = length < room - 1 ? length : room - 1;
        memcpy(to, from, kept);
        to[kept] = 0;
    }
    return length;
}

WEAK size_t strlcat(char *to, const char *from, size_t room) {
    size_t begin = 0;
    while (begin < room && to[begin]) begin++;
    return begin == room ? room + strlen(from) : begin + strlcpy(to + begin, from, room - begin);
}
