// Cairo and Pango draw every word and line, on glass and on paper. The wrappers below exist because GObject's cast
// macros are not imported into Swift.
#pragma once
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <fontconfig/fontconfig.h>

/// Drops one reference of a font map, context or layout.
static inline void kiosk_unref(void *object) { g_object_unref(object); }
