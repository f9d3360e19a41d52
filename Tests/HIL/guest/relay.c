// Carries bytes between a device of the guest and a port of the hypervisor, both ways, for ever:
//
//     relay /dev/g_printer0 /dev/virtio-ports/hil.paper
//
// It is the cable from the far end of the guest's USB printer to the printer's twin on the host. It holds back no more
// than one read, so that a printer that takes nothing is felt at once. A device that vanishes is opened again.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// The size of one packet of USB: a printer's cable holds no more.
enum { packet = 512, retry_ms = 50 };

static void rest(void) {
    struct timespec time = {0, retry_ms * 1000000L};
    nanosleep(&time, NULL);
}

static int opened(const char *path) {
    int file;
    while ((file = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)) < 0) rest();
    return file;
}

// Writes everything; 0 when the other end is gone.
static int pass(int file, const char *bytes, ssize_t count) {
    while (count > 0) {
        ssize_t written = write(file, bytes, count);
        if (written > 0) {
            bytes += written;
            count -= written;
        } else if (written < 0 && errno != EAGAIN && errno != EINTR) {
            return 0;
        } else {
            struct pollfd ready = {.fd = file, .events = POLLOUT};
            poll(&ready, 1, retry_ms);
            // A port whose other end hung up is always "ready" and never takes anything.
            if (ready.revents & POLLHUP) rest();
        }
    }
    return 1;
}

// Passes on what can be read now; 0 when the device is gone.
static int carry(int from, int to, int from_is_port) {
    char bytes[packet];
    ssize_t count = read(from, bytes, sizeof bytes);
    if (count > 0) return pass(to, bytes, count);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return 1;
    return from_is_port;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: relay DEVICE PORT\n");
        return 2;
    }
    int port = opened(arguments[2]);
    for (;;) {
        int device = opened(arguments[1]);
        int there = 1;
        while (there) {
            struct pollfd ends[] = {{.fd = device, .events = POLLIN}, {.fd = port, .events = POLLIN}};
            poll(ends, 2, 1000);
            if (ends[0].revents) there = carry(device, port, 0);
            if (there && ends[1].revents & POLLIN) there = carry(port, device, 1);
            if (ends[1].revents & POLLHUP) rest();
            if (ends[0].revents & (POLLERR | POLLHUP)) there = 0;
        }
        close(device);
        rest();
    }
}
