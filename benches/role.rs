//! This program in another role: a process of its own, which is spoken with line by line.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A running process, which is ended when this is dropped.
#[derive(Debug)]
pub struct Role {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

type Failure = Box<dyn Error + Send + Sync>;

impl Role {
    /// Starts this program with these arguments.
    pub fn start(arguments: &[&str]) -> Result<Self, Failure> {
        Self::of(Command::new(std::env::current_exe()?).args(arguments))
    }

    /// Starts a program.
    pub fn of(command: &mut Command) -> Result<Self, Failure> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        Ok(Self { child, input: input.ok_or("no input")?, output: BufReader::new(output.ok_or("no output")?) })
    }

    /// The number of the process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its next line.
    pub fn hear(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        if line.is_empty() { Err("a process ended before its time".into()) } else { Ok(line.trim().to_owned()) }
    }

    /// Sends it an empty line, and waits for the next of its own.
    pub fn ask(&mut self) -> Result<String, Failure> {
        self.go()?;
        self.hear()
    }

    /// Sends it an empty line.
    pub fn go(&mut self) -> Result<(), Failure> {
        self.input.write_all(b"\n")?;
        Ok(self.input.flush()?)
    }
}

impl Drop for Role {
    fn drop(&mut self) {
        // Fails where it has ended by itself, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
