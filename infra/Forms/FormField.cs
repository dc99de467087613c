using System.Buffers.Binary;

namespace PayFunctions.Infra.Forms;

/// <summary>Where a decoded field's name and value are in the decoded text.</summary>
/// <param name="Prefix">The name's first eight bytes as a number, which tells most names apart and sorts as they
/// do.</param>
internal readonly record struct FormField(int Name, int NameLength, int Value, int ValueLength, ulong Prefix)
{
    /// <summary>A shorter name is filled up with zeros, which no name has.</summary>
    public static ulong PrefixOf(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong)) return BinaryPrimitives.ReadUInt64BigEndian(name);
        var prefix = 0UL;
        foreach (var one in name) prefix = (prefix << 8) | one;
        return name.IsEmpty ? 0 : prefix << (8 * (sizeof(ulong) - name.Length));
    }

    /// <summary>How its name sorts beside another, byte by byte.</summary>
    public int CompareName(ReadOnlySpan<byte> text, ulong prefix, ReadOnlySpan<byte> name) => Prefix != prefix
        ? Prefix.CompareTo(prefix)
        : text.Slice(Name, NameLength).SequenceCompareTo(name);
}
