// The kernel's mode setting: which panel is connected, its modes, its buffers, its page flips.
#pragma once
#include <drm_fourcc.h>
#include <fcntl.h>
#include <stdint.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

/// `open` is variadic.
static inline int kiosk_open_card(const char *path) { return open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK); }

/// A macro with arguments.
static inline uint32_t kiosk_format_xrgb8888(void) { return DRM_FORMAT_XRGB8888; }

/// `DRM_IOCTL_MODE_CLOSEFB`, Linux 6.8: gives up a framebuffer that stays on the glass. libdrm 2.4.114 has no name for it.
/// Source: Linux include/uapi/drm/drm.h and drm_mode.h, `struct drm_mode_closefb`.
struct kiosk_closefb { uint32_t fb_id; uint32_t pad; };
static inline int kiosk_close_framebuffer(int fd, uint32_t framebuffer) {
    struct kiosk_closefb request = { framebuffer, 0 };
    return drmIoctl(fd, DRM_IOWR(0xD0, struct kiosk_closefb), &request);
}
