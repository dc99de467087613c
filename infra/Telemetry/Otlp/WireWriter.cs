using System.Buffers.Binary;
using System.Text;

namespace PayFunctions.Infra.Telemetry.Otlp;

/// <summary>Writes the fields of protobuf messages into one buffer that grows and is used again.</summary>
/// <remarks>
/// Source: Protocol Buffers, "Encoding". A message within a message is begun before its length is known: its length has four
/// bytes, whatever it will be, which every reader takes.
/// </remarks>
internal sealed class WireWriter
{
    private const int Varint = 0;
    private const int Fixed64Bits = 1;
    private const int Delimited = 2;
    private const int LengthBytes = 4;
    private const int KeptMax = 1 << 20;

    [ThreadStatic]
    private static WireWriter? _kept;

    private byte[] _bytes = new byte[1024];
    private int _count;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _count);

    public int Length => _count;

    /// <summary>One for a record, until it is given back: this thread's own, unless it writes another record meanwhile.</summary>
    public static WireWriter Rent()
    {
        var writer = _kept ?? new();
        _kept = null;
        return writer;
    }

    public void Return()
    {
        Clear();
        _kept = this;
    }

    /// <summary>To begin again; a buffer that has become very large is not kept.</summary>
    public void Clear()
    {
        _count = 0;
        if (_bytes.Length > KeptMax) _bytes = new byte[1024];
    }

    public void Number(int field, ulong value)
    {
        Room(20);
        Tag(field, Varint);
        Raw(value);
    }

    public void Fixed64(int field, ulong value)
    {
        Room(20);
        Tag(field, Fixed64Bits);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_count), value);
        _count += sizeof(ulong);
    }

    public void Fixed32(int field, uint value)
    {
        Room(20);
        Tag(field, 5);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_count), value);
        _count += sizeof(uint);
    }

    public void Double(int field, double value) => Fixed64(field, BitConverter.DoubleToUInt64Bits(value));

    public void Text(int field, ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Room(20 + most);
        Tag(field, Delimited);
        // A short text's length has one byte, as long as it can't become a long one.
        var start = _count + (most < 0x80 ? 1 : LengthBytes);
        var length = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(start));
        if (most < 0x80) _bytes[_count] = (byte)length;
        else WriteLength(_count, length);
        _count = start + length;
    }

    public void Bytes(int field, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Bytes(field, bytes.Length));

    /// <returns>Where the caller writes the field's bytes, right away.</returns>
    public Span<byte> Bytes(int field, int length)
    {
        Room(20 + length);
        Tag(field, Delimited);
        Raw((ulong)length);
        _count += length;
        return _bytes.AsSpan(_count - length, length);
    }

    /// <returns>What <see cref="End"/> is told.</returns>
    public int Begin(int field)
    {
        Room(20);
        Tag(field, Delimited);
        _count += LengthBytes;
        return _count;
    }

    public void End(int begun) => WriteLength(begun - LengthBytes, _count - begun);

    /// <summary>Whole fields that were written elsewhere.</summary>
    public void Append(ReadOnlySpan<byte> fields)
    {
        Room(fields.Length);
        fields.CopyTo(_bytes.AsSpan(_count));
        _count += fields.Length;
    }

    private void WriteLength(int at, int length)
    {
        for (var i = 0; i < LengthBytes; i++)
        {
            var more = i < LengthBytes - 1 ? 0x80 : 0;
            _bytes[at + i] = (byte)(((length >> (7 * i)) & 0x7F) | more);
        }
    }

    private void Tag(int field, int type) => Raw((ulong)((field << 3) | type));

    private void Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes[_count++] = (byte)((value & 0x7F) | 0x80);
        _bytes[_count++] = (byte)value;
    }

    private void Room(int bytes)
    {
        if (_bytes.Length - _count < bytes) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _count + bytes));
    }
}
