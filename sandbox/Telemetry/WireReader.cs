using System.Buffers.Binary;
using System.Text;

namespace PayFunctions.Sandbox.Telemetry;

/// <summary>Reads the fields of one protobuf message, as they come: no schema, no generated code.</summary>
/// <remarks>Source: Protocol Buffers, "Encoding". Groups (wire types 3 and 4) are not used by OTLP.</remarks>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> _left = message;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Its value, where it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its bytes, where it has a length: a text, an id or another message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    public readonly string Hex => Convert.ToHexStringLower(Bytes);

    public readonly double Double => BitConverter.UInt64BitsToDouble(Number);

    /// <exception cref="InvalidDataException">The message is cut short, or no protobuf.</exception>
    public bool Read()
    {
        if (_left.IsEmpty) return false;
        var tag = ReadVarint();
        (Field, Number) = ((int)(tag >> 3), 0);
        Bytes = default;
        switch ((int)(tag & 7))
        {
            case Varint: Number = ReadVarint(); break;
            case Fixed64: Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8)); break;
            case Fixed32: Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4)); break;
            case Delimited: Bytes = Take(checked((int)ReadVarint())); break;
            default: throw new InvalidDataException($"No wire type {tag & 7} in OTLP.");
        }

        return true;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("A number without end.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _left.Length) throw new InvalidDataException("The message is cut short.");
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
