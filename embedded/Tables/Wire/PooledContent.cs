using System.Buffers;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>A request's body, written into memory from the pool.</summary>
/// <remarks>
/// Disposing does not give the memory back, <see cref="Release"/> does, and only an answered request may call it:
/// after a failed or cancelled send the transport may still be reading.
/// </remarks>
internal sealed class PooledContent : RequestContent, IBufferWriter<byte>
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2048);
    private int _written;

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_written);
    }

    internal void Write(string text) => Advance(Encoding.UTF8.GetBytes(text, GetSpan(text.Length * 3)));

    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _written);

    internal void Release()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _written = 0;
    }

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellation) =>
        await stream.WriteAsync(_buffer.AsMemory(0, _written), cancellation).ConfigureAwait(false);

    public override void WriteTo(Stream stream, CancellationToken cancellation) => stream.Write(Written);

    public override bool TryComputeLength(out long length)
    {
        length = _written;
        return true;
    }

    public override void Dispose()
    {
    }

    private void Reserve(int sizeHint)
    {
        var needed = _written + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length) return;

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
