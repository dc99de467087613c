namespace PayFunctions.Infra.Reconciliation;

/// <summary>What is small stays in memory; what grows goes to a file.</summary>
internal sealed class MemoryOrFile : IAsyncDisposable
{
    private const int MemoryMax = 1 << 20;

    private readonly Growing _growing = new();

    public Stream Writing => _growing;

    public async Task CopyToAsync(Stream to, CancellationToken cancellation)
    {
        var inner = _growing.Inner;
        inner.Position = 0;
        await inner.CopyToAsync(to, cancellation);
    }

    public ValueTask DisposeAsync() => _growing.Inner.DisposeAsync();

    private sealed class Growing : Stream
    {
        public Stream Inner { get; private set; } = new MemoryStream();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Inner.Length;

        public override long Position
        {
            get => Inner.Position;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Inner is MemoryStream memory && memory.Length + buffer.Length > MemoryMax)
            {
                Inner = TemporaryFile.New();
                memory.WriteTo(Inner);
                memory.Dispose();
            }

            Inner.Write(buffer);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
