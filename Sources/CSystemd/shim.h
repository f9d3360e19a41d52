// The service manager's protocol (readiness, status, watchdog), udev's news of devices that come and go, and the parts of
// the kernel's own interface that Swift's Glibc leaves out.
#pragma once
#include <libudev.h>
#include <linux/rtnetlink.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <systemd/sd-daemon.h>

/// `sd_notify` takes a sentence, not a format.
static inline int kiosk_notify(const char *state) { return sd_notify(0, state); }

/// `prctl` is variadic; the name is what the system's tools show of the calling thread.
static inline void kiosk_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }
