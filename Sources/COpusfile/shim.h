// Clips of speech: Opus in Ogg, decoded piece by piece.
#pragma once
#include <opusfile.h>
