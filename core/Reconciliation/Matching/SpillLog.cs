namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>What does not fit into memory: appended to one of a few streams, and read back from where it stands.</summary>
internal sealed class SpillLog(Func<Stream> open, int streams) : IDisposable
{
    private readonly Log[] _logs = [.. Enumerable.Range(0, streams).Select(_ => new Log(open))];

    /// <summary>The stream that everything with this number goes to.</summary>
    public Log this[int number] => _logs[number % _logs.Length];

    public void Dispose()
    {
        foreach (var log in _logs) log.Dispose();
    }

    /// <summary>One stream, for one thread at a time.</summary>
    internal sealed class Log(Func<Stream> open) : IDisposable
    {
        private readonly Lock _lock = new();
        private Stream? _stream;
        private long _end;

        /// <returns>Where it stands.</returns>
        public long Append(ReadOnlySpan<byte> bytes)
        {
            lock (_lock)
            {
                _stream ??= open();
                _stream.Position = _end;
                _stream.Write(bytes);
                var at = _end;
                _end += bytes.Length;
                return at;
            }
        }

        public void Read(long position, Span<byte> bytes)
        {
            lock (_lock)
            {
                _stream!.Position = position;
                _stream.ReadExactly(bytes);
            }
        }

        public void Dispose() => _stream?.Dispose();
    }
}
