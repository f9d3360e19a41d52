// libqrencode makes the slip's QR symbol.
#pragma once
#include <qrencode.h>
