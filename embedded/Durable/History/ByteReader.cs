namespace Microsoft.DurableTask.History;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. The bytes passed a checksum: a misread is a bug.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _bytes.Length;

    public byte ReadByte() => _bytes[Position++];

    public ulong ReadNumber()
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = _bytes[Position++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return number;
        }
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = checked((int)ReadNumber());
        var found = _bytes.Slice(Position, length);
        Position += length;
        return found;
    }

    public ReadOnlySpan<byte> ReadText(scoped ref int nulls, int flag)
    {
        var lengthPlusOne = checked((int)ReadNumber());
        if (lengthPlusOne == 0)
        {
            nulls |= flag;
            return default;
        }

        var found = _bytes.Slice(Position, lengthPlusOne - 1);
        Position += found.Length;
        return found;
    }
}
