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

    /// <summary>Whole movements that stand together.</summary>
    internal readonly record struct Piece(long Position, int Length);

    /// <summary>One stream, for one thread at a time.</summary>
    internal sealed class Log(Func<Stream> open) : IDisposable
    {
        // A file system takes and gives back pieces of this size for a third of what buffers one by one cost it.
        private const int PieceMax = 256 << 10;

        private readonly Lock _lock = new();
        private byte[] _waiting = [];
        private int _waitingLength;
        private Stream? _stream;
        private long _written;

        /// <summary>Appends the buffers' movements side by side, and says where they stand.</summary>
        public void Append(List<Chunk> chunks, List<Piece> pieces)
        {
            lock (_lock)
            {
                foreach (var chunk in chunks) Join(pieces, new(Append(chunk.Movements), chunk.Length));
            }
        }

        public void Read(Piece piece, Span<byte> to)
        {
            lock (_lock)
            {
                WriteOut();
                _stream!.Position = piece.Position;
                _stream.ReadExactly(to[..piece.Length]);
            }
        }

        public void Dispose() => _stream?.Dispose();

        private static void Join(List<Piece> pieces, Piece next)
        {
            if (pieces is [.., var last] && last.Position + last.Length == next.Position && last.Length + next.Length <= PieceMax)
                pieces[^1] = last with { Length = last.Length + next.Length };
            else pieces.Add(next);
        }

        private long Append(ReadOnlySpan<byte> movements)
        {
            if (_waiting.Length == 0) _waiting = GC.AllocateUninitializedArray<byte>(PieceMax);
            if (_waitingLength + movements.Length > PieceMax) WriteOut();
            movements.CopyTo(_waiting.AsSpan(_waitingLength));
            var at = _written + _waitingLength;
            _waitingLength += movements.Length;
            return at;
        }

        private void WriteOut()
        {
            if (_waitingLength == 0) return;
            _stream ??= open();
            _stream.Position = _written;
            _stream.Write(_waiting, 0, _waitingLength);
            _written += _waitingLength;
            _waitingLength = 0;
        }
    }
}
