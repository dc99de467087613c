using System.Buffers;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Whole lines of a file, each ended by a line feed, with room behind them.</summary>
internal sealed class LineBlock(byte[] buffer, int length, long firstLine, long offset) : IDisposable
{
    private byte[]? _buffer = buffer;

    /// <summary>The lines; the bytes after them may be read, though they mean nothing.</summary>
    public ReadOnlySpan<byte> Lines => _buffer.AsSpan(0, Length);

    public int Length { get; set; } = length;

    /// <summary>From 1.</summary>
    public long FirstLine => firstLine;

    public long Offset => offset;

    /// <summary>Where the first line that counts begins.</summary>
    public int Start { get; set; }

    public void Dispose()
    {
        if (_buffer is { } lent) ArrayPool<byte>.Shared.Return(lent);
        _buffer = null;
    }
}
