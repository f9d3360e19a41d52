// Presses a key on a line of gpio-sim once, as a finger and worn contacts do:
//
//     press /sys/devices/platform/gpio-sim.0/gpiochip0/sim_gpio4/pull
//
// The press closes and opens the contact a few times within a millisecond before it rests, and so does the release.
// A shell would take so long for each change that the bounces were presses of their own.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Chosen: worn contacts bounce for one to five milliseconds; a finger stays for a tenth of a second.
enum { bounces = 3, bounce_us = 100, down_ms = 120, up_ms = 150 };

static int line;

static void nap(long microseconds) {
    struct timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
    nanosleep(&time, NULL);
}

// Closed, a key pulls its line to ground.
static void set(int is_down) {
    const char *level = is_down ? "pull-down" : "pull-up";
    if (pwrite(line, level, strlen(level), 0) < 0) {
        perror("press");
        exit(1);
    }
}

static void bounce(int to_down) {
    for (int i = 0; i < bounces; i++) {
        set(to_down);
        nap(bounce_us);
        set(!to_down);
        nap(bounce_us);
    }
    set(to_down);
}

int main(int count, char **arguments) {
    if (count != 2 || (line = open(arguments[1], O_WRONLY | O_CLOEXEC)) < 0) {
        fprintf(stderr, "usage: press PULL-FILE\n");
        return 2;
    }
    bounce(1);
    nap(down_ms * 1000L);
    bounce(0);
    nap(up_ms * 1000L);
    return 0;
}
