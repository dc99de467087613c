namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>A stream whose first bytes have been looked at, and whose bytes are counted as they are read.</summary>
internal sealed class PackedStream : ReadOnlyStream
{
    private const long ArchiveMax = 512 << 20;
    private const int StepSize = 80 << 10;

    private readonly Stream _inner;
    private readonly byte[] _head;
    private uint _lastFour;
    private int _replayed;

    public PackedStream(Stream inner, int headSize)
    {
        _inner = inner;
        var head = new byte[headSize];
        _head = head[..inner.ReadAtLeast(head, headSize, throwOnEndOfStream: false)];
    }

    public ReadOnlySpan<byte> Head => _head;

    public long BytesRead { get; private set; }

    /// <summary>The last four bytes so far, as a little-endian number.</summary>
    public uint LastFour => _lastFour;

    /// <summary>The whole as something that can be moved about in, which only archives need.</summary>
    /// <exception cref="InvalidDataException">It is a stream, and too much to hold.</exception>
    public Stream Seekable()
    {
        if (_inner.CanSeek)
        {
            _inner.Position -= _head.Length;
            return _inner;
        }

        var copy = new MemoryStream();
        var buffer = new byte[StepSize];
        for (int read; (read = Read(buffer, 0, buffer.Length)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > ArchiveMax) throw new InvalidDataException($"it has more than {ArchiveMax} bytes");
        }

        copy.Position = 0;
        return copy;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _replayed < _head.Length ? Replay(buffer) : _inner.Read(buffer);
        BytesRead += read;
        foreach (var one in buffer[Math.Max(0, read - 4)..read]) _lastFour = _lastFour >> 8 | (uint)one << 24;
        return read;
    }

    private int Replay(Span<byte> buffer)
    {
        var size = Math.Min(buffer.Length, _head.Length - _replayed);
        _head.AsSpan(_replayed, size).CopyTo(buffer);
        _replayed += size;
        return size;
    }
}
