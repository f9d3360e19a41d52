// Lets a program believe that what it wrote is on the disk when it is not: the control of the power cuts, which must find
// numbers that are lost. Never part of a kiosk; loaded by LD_PRELOAD.
int fsync(int file) {
    (void)file;
    return 0;
}

int fdatasync(int file) {
    (void)file;
    return 0;
}
