package proc

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of processor time in /proc: USER_HZ, which is 100 for every
// program on Linux whatever the kernel's own is (time(7)).
const tick = time.Second / 100

// CPU is the processor time, of user and system, that the process and all that
// descends from it have used so far.
func (p *Process) CPU() (time.Duration, error) {
	ticks, err := treeTicks("/proc", p.PID())
	if err != nil {
		return 0, fmt.Errorf("read the processor time of %s: %w", p.name, err)
	}
	return time.Duration(ticks) * tick, nil
}

// treeTicks adds up a process, its living descendants and, in the process's
// own figures, those that it has waited for.
func treeTicks(proc string, pid int) (int64, error) {
	dir := filepath.Join(proc, strconv.Itoa(pid))
	text, err := os.ReadFile(filepath.Join(dir, "stat"))
	if err != nil {
		return 0, err
	}
	sum, err := parseTicks(string(text))
	if err != nil {
		return 0, err
	}
	children, err := filepath.Glob(filepath.Join(dir, "task", "*", "children"))
	if err != nil {
		return 0, err
	}
	for _, file := range children {
		ticks, err := childTicks(proc, file)
		if err != nil {
			return 0, err
		}
		sum += ticks
	}
	return sum, nil
}

func childTicks(proc, file string) (sum int64, err error) {
	list, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil // the thread has ended since
	}
	if err != nil {
		return 0, err
	}
	for word := range strings.FieldsSeq(string(list)) {
		pid, err := strconv.Atoi(word)
		if err != nil {
			return 0, fmt.Errorf("read %s: %w", file, err)
		}
		ticks, err := treeTicks(proc, pid)
		if errors.Is(err, fs.ErrNotExist) {
			continue // the child has ended since; its parent counts it
		}
		if err != nil {
			return 0, err
		}
		sum += ticks
	}
	return sum, nil
}

// parseTicks reads utime, stime, cutime and cstime, the fields 14 to 17 of
// /proc/PID/stat (proc_pid_stat(5)). The second field is the program's name in
// parentheses, which may hold spaces and parentheses itself.
func parseTicks(stat string) (sum int64, err error) {
	const first, count, beforeName = 14, 4, 3 // fields are counted from 1
	end := strings.LastIndexByte(stat, ')')
	fields := strings.Fields(stat[end+1:])
	if end < 0 || len(fields) < first-beforeName+count {
		return 0, fmt.Errorf("this is no process state: %q", stat)
	}
	for _, field := range fields[first-beforeName : first-beforeName+count] {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("read a process state: %w", err)
		}
		sum += n
	}
	return sum, nil
}
