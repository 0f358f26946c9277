package proc

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

const (
	stopGrace = 15 * time.Second      // between being asked to stop and being killed
	readyPoll = 20 * time.Millisecond // between two looks at a server that starts
	startTime = 60 * time.Second      // that a server may take to start
	spoken    = 8 << 10               // bytes of a process's last words
)

// AnyCPU lets a process run wherever the system puts it.
const AnyCPU = -1

// Process is a server that was started here.
type Process struct {
	name  string
	cmd   *exec.Cmd
	words *tail
	ended chan struct{}
	err   error // why it ended; to be read once ended is closed
}

// Start starts a program pinned to a processor (taskset of util-linux), or to
// none with AnyCPU. Should the measuring program die, it dies too.
func Start(name string, cpu int, argv ...string) (*Process, error) {
	p := &Process{name: name, words: &tail{room: spoken}, ended: make(chan struct{})}
	argv = Pinned(cpu, argv...)
	p.cmd = exec.Command(argv[0], argv[1:]...)
	p.cmd.Stdout, p.cmd.Stderr = p.words, p.words
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.ended)
	}()
	return p, nil
}

// Pinned is a command that runs on one processor only.
func Pinned(cpu int, argv ...string) []string {
	if cpu == AnyCPU {
		return argv
	}
	return append([]string{"taskset", "-c", strconv.Itoa(cpu)}, argv...)
}

// PID is the process's id.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// Ready waits until check says nothing against it, or the process has ended,
// or a minute has passed.
func (p *Process) Ready(ctx context.Context, check func(context.Context) error) error {
	ctx, stop := context.WithTimeout(ctx, startTime)
	defer stop()
	tick := time.NewTicker(readyPoll)
	defer tick.Stop()
	for {
		err := check(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-p.ended:
			return fmt.Errorf("%s has ended instead of serving: %w; it said:\n%s", p.name, errors.Join(p.err, err), p.words)
		case <-ctx.Done():
			return fmt.Errorf("%s was not ready in time: %w; it said:\n%s", p.name, errors.Join(ctx.Err(), err), p.words)
		case <-tick.C:
		}
	}
}

// Stop asks the process to end, and ends it when it does not. It returns when
// the process is gone. How a server took its end is no concern of ours.
func (p *Process) Stop() error {
	select {
	case <-p.ended:
		return nil
	default:
	}
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("stop %s: %w", p.name, err)
	}
	patience := time.NewTimer(stopGrace)
	defer patience.Stop()
	select {
	case <-p.ended:
		return nil
	case <-patience.C:
	}
	if err := p.cmd.Process.Kill(); err != nil {
		return fmt.Errorf("kill %s: %w", p.name, err)
	}
	<-p.ended
	return fmt.Errorf("%s did not stop within %v and was killed", p.name, stopGrace)
}
