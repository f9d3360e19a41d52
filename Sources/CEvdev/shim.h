// Input devices: what they can sense, what they send, and their state after events were lost. The tests also make
// devices of their own with it.
#pragma once
#include <libevdev/libevdev-uinput.h>
#include <libevdev/libevdev.h>
#include <linux/input.h>
#include <stddef.h>

// No line for events that the library finds odd. In C, because on arm64 Swift 6.2 cannot call what takes a function with
// a va_list.
static inline void kiosk_evdev_silence(void) { libevdev_set_log_function(NULL, NULL); }
