"""A line of the length that the lab wants, for kernels without netem.

Usage: delay.py DEVICE INTERFACE MILLISECONDS. DEVICE is the TUN device node. Makes a TUN interface; every packet that the kernel routes into it comes back
out of it after that time, in order.
"""

import fcntl
import os
import select
import struct
import subprocess
import sys
import time
from collections import deque

TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000

device, name, milliseconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
tun = os.open(device, os.O_RDWR | os.O_NONBLOCK)
fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
subprocess.run(["ip", "link", "set", name, "up"], check=True)
print("up", flush=True)

under_way = deque()
while True:
    wait = max(0.0, under_way[0][0] - time.monotonic()) if under_way else None
    readable, _, _ = select.select([tun], [], [], wait)
    if readable:
        under_way.append((time.monotonic() + milliseconds / 1000, os.read(tun, 65536)))
    while under_way and under_way[0][0] <= time.monotonic():
        os.write(tun, under_way.popleft()[1])
