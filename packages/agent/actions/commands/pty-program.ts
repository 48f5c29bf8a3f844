/**
 * Gives a program a terminal, for hosts with Python: no part of Node can make one. Takes what is typed on 0, tells what is printed on 1,
 * and takes sizes on 3, `columns rows` a line. When 0 ends, the terminal is hung up.
 */
export const PTY_PROGRAM = `
import fcntl, os, pty, select, struct, sys, termios
shell, columns, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
def size(fd, columns, rows):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
pid, terminal = pty.fork()
if pid == 0:
    try:
        size(0, columns, rows)
        os.close(3)
        os.execv(shell, [shell, '-l'])
    finally:
        os._exit(127)
os.set_blocking(terminal, False)
os.set_blocking(1, False)
typed, printed, sizes, listening, status = b'', b'', b'', [0, 3], None
while True:
    reading = [fd for fd in listening if fd == 3 or not typed] + ([] if printed else [terminal])
    writing = ([terminal] if typed else []) + ([1] if printed else [])
    ready, free, _ = select.select(reading, writing, [], 0.5)
    if not ready and not free and not printed:
        # Something that it began may hold the terminal open for ever.
        over, told = os.waitpid(pid, os.WNOHANG)
        if over:
            status = told
            break
    try:
        if terminal in ready:
            try:
                printed = os.read(terminal, 65536)
            except BlockingIOError:
                pass
            except OSError:
                break
        if terminal in free:
            typed = typed[os.write(terminal, typed):]
        if 1 in free:
            printed = printed[os.write(1, printed):]
    except BlockingIOError:
        pass
    except OSError:
        break
    if 0 in ready:
        typed = os.read(0, 65536)
        if not typed:
            break
    if 3 in ready:
        told = os.read(3, 4096)
        if not told:
            listening.remove(3)
        *whole, sizes = (sizes + told).split(b'\\n')
        for line in whole:
            size(terminal, *map(int, line.split()))
os.close(terminal)
if status is None:
    _, status = os.waitpid(pid, 0)
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
`
