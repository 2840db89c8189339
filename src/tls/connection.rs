//! A connection with a time limit: for each silence of the other side, and for all of it.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::machine::Stopwatch;

/// When it has to be over.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    watch: Stopwatch,
    limit: Duration,
}

impl Deadline {
    /// So long after the watch was started.
    pub fn new(watch: Stopwatch, limit: Duration) -> Self {
        Self { watch, limit }
    }

    /// The time that is left.
    ///
    /// # Errors
    /// [`io::ErrorKind::TimedOut`] where none is.
    pub fn left(self) -> io::Result<Duration> {
        let left = self.limit.saturating_sub(self.watch.elapsed());
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

/// A connection on which every wait ends with its time limit.
#[derive(Debug)]
pub struct Connection {
    socket: TcpStream,
    deadline: Deadline,
    silence: Option<Duration>,
}

impl Connection {
    /// Over a socket that is connected.
    ///
    /// # Errors
    /// The system's.
    pub fn new(socket: TcpStream, deadline: Deadline) -> io::Result<Self> {
        // A hello is one packet, and so is each answer.
        socket.set_nodelay(true)?;
        Ok(Self { socket, deadline, silence: None })
    }

    /// The socket, for what is not about reading and writing.
    pub fn socket(&self) -> &TcpStream {
        &self.socket
    }

    /// The same connection with another time limit.
    pub fn set_deadline(&mut self, deadline: Deadline) {
        self.deadline = deadline;
    }

    /// How long the other side may say nothing, within the time limit of all; `None` for as long as that.
    pub fn set_silence(&mut self, silence: Option<Duration>) {
        self.silence = silence;
    }

    /// How long the next wait may take.
    fn patience(&self) -> io::Result<Duration> {
        let left = self.deadline.left()?;
        Ok(self.silence.map_or(left, |silence| left.min(silence)))
    }
}

impl Read for Connection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.socket.set_read_timeout(Some(self.patience()?))?;
        self.socket.read(buffer)
    }
}

impl Write for Connection {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.socket.set_write_timeout(Some(self.patience()?))?;
        self.socket.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.socket.flush()
    }
}
