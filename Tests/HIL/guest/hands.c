// Input devices of the virtual board that a script on standard input makes and uses, a command a line:
//
//     device NAME | phys PATH | id BUS VENDOR PRODUCT      begins the description of a device; what else it is
//     prop N | key CODE | abs CODE LOWEST HIGHEST PER_MM   its properties, keys and axes, by their numbers in the kernel
//     plug                                                 makes it; it is the device in use from now on
//     use N                                                another device, counted from 0 in the order of plugging
//     e TYPE CODE VALUE                                    one event; `e 0 0 0` ends a report
//     storm COUNT RATE                                     so many reports of random places, so many a second
//     wait MILLISECONDS
//     unplug                                               the device in use is gone
//     hid NAME BUS VENDOR PRODUCT DESCRIPTOR               a device with that HID report descriptor, in hexadecimal
//     report BYTES                                         a report of the last hid device, in hexadecimal
//     end                                                  everything before was done: answers "done" on standard output
//
// The devices are the kernel's own, by uinput and uhid: programs cannot tell them from hardware.
// Source: Linux Documentation/input/uinput.rst, Documentation/hid/uhid.rst.
#include <errno.h>
#include <fcntl.h>
#include <linux/uhid.h>
#include <linux/uinput.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { most_devices = 16, longest_line = 8192 };

static int devices[most_devices];
static int device_count, in_use, hid = -1;
static struct uinput_setup setup;
static int highest_x = 1, highest_y = 1;

static void fail(const char *doing) {
    fprintf(stderr, "hands: %s: %s\n", doing, strerror(errno));
    exit(1);
}

static void nap(long microseconds) {
    struct timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
    nanosleep(&time, NULL);
}

static int request(unsigned long what, unsigned long value) {
    int result = ioctl(in_use, what, value);
    if (result < 0) fail("describing a device");
    return result;
}

static void begin(const char *name) {
    in_use = open("/dev/uinput", O_RDWR | O_CLOEXEC);
    if (in_use < 0) fail("opening /dev/uinput");
    memset(&setup, 0, sizeof setup);
    setup.id.bustype = BUS_USB;
    snprintf(setup.name, sizeof setup.name, "%s", name);
    request(UI_SET_EVBIT, EV_SYN);
}

static void axis(int code, int lowest, int highest, int per_mm) {
    struct uinput_abs_setup absolute = {.code = code};
    absolute.absinfo.minimum = lowest;
    absolute.absinfo.maximum = highest;
    absolute.absinfo.resolution = per_mm;
    if (code == ABS_MT_POSITION_X || code == ABS_X) highest_x = highest;
    if (code == ABS_MT_POSITION_Y || code == ABS_Y) highest_y = highest;
    request(UI_SET_EVBIT, EV_ABS);
    request(UI_SET_ABSBIT, code);
    request(UI_ABS_SETUP, (unsigned long)&absolute);
}

static void plug(void) {
    request(UI_DEV_SETUP, (unsigned long)&setup);
    request(UI_DEV_CREATE, 0);
    if (device_count == most_devices) { errno = ENOSPC; fail("plugging a device"); }
    devices[device_count++] = in_use;
}

static void event(int type, int code, int value) {
    struct input_event event = {.type = type, .code = code, .value = value};
    if (write(in_use, &event, sizeof event) != sizeof event) fail("writing an event");
}

// Random contacts that come, wander and go, one report after the other: three events and a SYN each.
static void storm(int count, int rate) {
    srand(1);
    for (int i = 0; i < count; i++) {
        event(EV_ABS, ABS_MT_SLOT, rand() % 10);
        if (rand() % 4 == 0) event(EV_ABS, ABS_MT_TRACKING_ID, rand() % 3 ? rand() % 65536 : -1);
        event(EV_ABS, ABS_MT_POSITION_X, rand() % (highest_x + 1));
        event(EV_ABS, ABS_MT_POSITION_Y, rand() % (highest_y + 1));
        event(EV_SYN, SYN_REPORT, 0);
        // A sleep costs more than a report: rest every hundred reports.
        if (i % 100 == 99) nap(100L * 1000000 / rate);
    }
    for (int slot = 0; slot < 10; slot++) {
        event(EV_ABS, ABS_MT_SLOT, slot);
        event(EV_ABS, ABS_MT_TRACKING_ID, -1);
    }
    event(EV_KEY, BTN_TOUCH, 0);
    event(EV_SYN, SYN_REPORT, 0);
}

static int bytes_of(const char *hexadecimal, uint8_t *bytes, int most) {
    int count = 0;
    unsigned byte;
    while (count < most && sscanf(hexadecimal + 2 * count, "%2x", &byte) == 1) bytes[count++] = byte;
    return count;
}

static void plug_hid(const char *name, int bus, int vendor, int product, const char *descriptor) {
    struct uhid_event event = {.type = UHID_CREATE2};
    hid = open("/dev/uhid", O_RDWR | O_CLOEXEC);
    if (hid < 0) fail("opening /dev/uhid");
    snprintf((char *)event.u.create2.name, sizeof event.u.create2.name, "%s", name);
    event.u.create2.rd_size = bytes_of(descriptor, event.u.create2.rd_data, sizeof event.u.create2.rd_data);
    event.u.create2.bus = bus;
    event.u.create2.vendor = vendor;
    event.u.create2.product = product;
    if (write(hid, &event, sizeof event) < 0) fail("plugging a HID device");
}

static void report(const char *bytes) {
    struct uhid_event event = {.type = UHID_INPUT2};
    event.u.input2.size = bytes_of(bytes, event.u.input2.data, sizeof event.u.input2.data);
    if (write(hid, &event, sizeof event) < 0) fail("writing a HID report");
}

static void obey(const char *line) {
    char text[longest_line];
    char name[80];
    int a, b, c, d;
    if (sscanf(line, "device %79[^\n]", name) == 1) begin(name);
    else if (sscanf(line, "phys %79[^\n]", name) == 1) request(UI_SET_PHYS, (unsigned long)name);
    else if (sscanf(line, "id %i %i %i", &a, &b, &c) == 3) {
        setup.id.bustype = a;
        setup.id.vendor = b;
        setup.id.product = c;
    }
    else if (sscanf(line, "prop %d", &a) == 1) request(UI_SET_PROPBIT, a);
    else if (sscanf(line, "key %d", &a) == 1) { request(UI_SET_EVBIT, EV_KEY); request(UI_SET_KEYBIT, a); }
    else if (sscanf(line, "abs %d %d %d %d", &a, &b, &c, &d) == 4) axis(a, b, c, d);
    else if (strcmp(line, "plug") == 0) plug();
    else if (sscanf(line, "use %d", &a) == 1 && a >= 0 && a < device_count) in_use = devices[a];
    else if (sscanf(line, "e %d %d %d", &a, &b, &c) == 3) event(a, b, c);
    else if (sscanf(line, "storm %d %d", &a, &b) == 2) storm(a, b);
    else if (sscanf(line, "wait %d", &a) == 1) nap(a * 1000L);
    else if (strcmp(line, "unplug") == 0) { request(UI_DEV_DESTROY, 0); close(in_use); }
    else if (sscanf(line, "hid %79s %i %i %i %8191s", name, &a, &b, &c, text) == 5) plug_hid(name, a, b, c, text);
    else if (sscanf(line, "report %8191s", text) == 1) report(text);
    else if (strcmp(line, "end") == 0) { puts("done"); fflush(stdout); }
    else { fprintf(stderr, "hands: no such command: %s\n", line); exit(2); }
}

int main(void) {
    char line[longest_line];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        if (line[0]) obey(line);
    }
    return 0;
}
