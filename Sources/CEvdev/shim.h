// Input devices: what they can sense, what they send, and their state after events were lost. The tests also make
// devices of their own with it.
#pragma once
#include <libevdev/libevdev-uinput.h>
#include <libevdev/libevdev.h>
#include <linux/input.h>
