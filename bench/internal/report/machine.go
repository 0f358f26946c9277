package report

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// Machine is what was measured on.
type Machine struct {
	Processor string
	CPUs      int
	Memory    string
	System    string
	Load      string // of the last minute, before the measurement
}

// ThisMachine reads what the system says of itself; what it does not say is
// left out.
func ThisMachine() Machine {
	read := func(file string) string {
		text, _ := os.ReadFile(file)
		return string(text)
	}
	load, _, _ := strings.Cut(read("/proc/loadavg"), " ")
	return Machine{
		Processor: field(read("/proc/cpuinfo"), "model name", ":"),
		CPUs:      runtime.NumCPU(),
		Memory:    field(read("/proc/meminfo"), "MemTotal", ":"),
		System:    strings.Trim(field(read("/etc/os-release"), "PRETTY_NAME", "="), `"`),
		Load:      load,
	}
}

// field is the first value of a name in lines of "name : value".
func field(text, name, between string) string {
	for line := range strings.Lines(text) {
		key, value, ok := strings.Cut(line, between)
		if ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// String is the machine in a sentence.
func (m Machine) String() string {
	text := fmt.Sprintf("%s, %d processors, %s of memory, %s, %s; load of the minute before: %s.",
		m.Processor, m.CPUs, m.Memory, m.System, runtime.Version(), m.Load)
	if m.busy() {
		text += " **The machine was busy with other work: requests a second and times say little here; processor time a request says more.**"
	}
	return text
}

// idle is the load for a processor under which what else runs does not matter.
const idle = 0.5

func (m Machine) busy() bool {
	load, err := strconv.ParseFloat(m.Load, 64)
	return err == nil && load > idle*float64(m.CPUs)
}
