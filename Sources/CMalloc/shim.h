// The C library's heap: how it grows, what it holds, what it gives back.
#pragma once
#include <malloc.h>
